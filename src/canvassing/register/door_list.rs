//! A list of doors that is no electoral register: a branch's own, or that of the properties of each polling station which councils
//! give out. Its columns are known by their names, in whichever order; whoever lives there may be named or not.

use csv::StringRecord;

use super::{
    elector_number::ElectorNumber, entry::Entry, layout::plain, name::ElectorName, problem::Reason, property::Property,
};
use crate::places::address::Address;

/// Where each fact of a row stands.
#[derive(Debug, Clone, Default)]
pub struct DoorList {
    /// One column with the whole address, or one for each of its lines.
    lines: Vec<usize>,
    flat: Option<usize>,
    /// The number or the name of the house, beside a column for the street.
    house: Vec<usize>,
    street: Option<usize>,
    town: Option<usize>,
    postcode: Option<usize>,
    district: Option<usize>,
    /// "Ana Smith".
    name: Option<usize>,
    surname: Option<usize>,
    forenames: Vec<usize>,
    uprn: Option<usize>,
    lat: Option<usize>,
    lon: Option<usize>,
}

const ELECTOR_NUMBERS: [&str; 4] = ["electornumber", "electornumberprefix", "eno", "rollno"];

/// What a list calls its only district where it names none.
const ONE_DISTRICT: &str = "A";

impl DoorList {
    /// By the names in the header row, each as [`plain`] makes it; none where they do not make an address, or where there are
    /// numbers of electors: that is a register with something missing, and no list of one's own.
    pub fn named(names: &[String]) -> Option<Self> {
        if names.iter().any(|name| ELECTOR_NUMBERS.contains(&name.as_str())) {
            return None;
        }
        let at = |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
        let all = |wanted: &[&str]| wanted.iter().filter_map(|name| at(&[name])).collect::<Vec<_>>();
        let whole = at(&["address", "fulladdress", "propertyaddress", "profulladdress"]);
        let lines = whole.map_or_else(|| address_lines(names), |whole| vec![whole]);
        let list = Self {
            lines,
            flat: at(&["flat", "flatnumber", "unit", "apartment"]),
            house: all(&["housename", "housenumber", "house", "propertynumber", "number", "no", "doornumber"]),
            street: at(&["street", "streetname", "road", "roadname"]),
            town: at(&["town", "city", "locality", "posttown"]),
            postcode: at(&["postcode", "housepostcode", "propostcode", "zip"]),
            district: at(&[
                "pollingdistrict",
                "pollingdistrictreference",
                "pollingplacedistrictreference",
                "pollingdistrictname",
                "district",
                "area",
                "patch",
                "ward",
            ]),
            name: at(&["name", "fullname", "resident"]),
            surname: at(&["surname", "lastname", "familyname"]),
            forenames: all(&["firstname", "forename", "forenames", "givenname", "middlename"]),
            uprn: at(&Property::UPRN),
            lat: at(&["lat", "latitude", "proy4326"]),
            lon: at(&["lon", "lng", "long", "longitude", "prox4326"]),
        };
        let stands_on_a_street = list.street.is_some() && !list.house.is_empty();
        (stands_on_a_street || (!list.lines.is_empty() && list.postcode.is_some())).then_some(list)
    }

    /// Reads one row. Where nobody is named, somebody without a name lives there.
    ///
    /// # Errors
    /// [`Reason::NoAddress`].
    pub fn read(&self, record: &StringRecord, row: u64) -> Result<Entry, Reason> {
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let address = self.address(record);
        if address.is_blank() {
            return Err(Reason::NoAddress);
        }
        let district = Some(field(self.district)).filter(|code| !code.is_empty()).unwrap_or(ONE_DISTRICT);
        let elector =
            ElectorNumber { polling_district: district.to_owned(), number: u32::try_from(row).unwrap_or(u32::MAX), suffix: 0 };
        let forenames: Vec<&str> = self.forenames.iter().map(|at| field(Some(*at))).collect();
        let name = match self.surname {
            Some(at) => ElectorName::in_columns(field(Some(at)), &forenames),
            None => ElectorName::surname_last(field(self.name)),
        };
        let property = Property::read(field(self.uprn), field(self.lat), field(self.lon));
        Ok(Entry {
            row,
            elector,
            markers_raw: String::new(),
            markers: Vec::new(),
            attains_on: None,
            name,
            address,
            property,
            change: None,
        })
    }

    fn address(&self, record: &StringRecord) -> Address {
        let field = |at: &usize| record.get(*at).unwrap_or_default().trim();
        let postcode = self.postcode.as_ref().map_or("", field);
        let street = self.street.as_ref().map_or("", field);
        let flat = self.flat.as_ref().map_or_else(String::new, |at| in_words(field(at)));
        let mut lines: Vec<String> = vec![flat];
        if self.house.is_empty() || street.is_empty() {
            lines.extend(self.lines.iter().flat_map(|at| field(at).split(',')).map(|line| line.trim().to_owned()));
        } else {
            let houses: Vec<&str> = self.house.iter().map(field).filter(|house| !house.is_empty()).collect();
            lines.extend(houses.into_iter().chain([street]).map(str::to_owned));
        }
        lines.extend(self.town.as_ref().map(|at| field(at).to_owned()));
        lines.retain(|line| !line.is_empty());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        Address::read_on_street(&lines, postcode, street)
    }
}

/// "3" in a column for flats is "Flat 3".
fn in_words(flat: &str) -> String {
    let is_bare = !flat.is_empty() && flat.len() <= 4 && !flat.contains(' ');
    if is_bare { format!("Flat {flat}") } else { flat.to_owned() }
}

/// `Address1`, `Address Line 1`, `Add1` and so on, in the order of their numbers; those of the polling station are called otherwise.
fn address_lines(names: &[String]) -> Vec<usize> {
    let heads = ["address", "addressline", "add", "propertyaddress"].map(plain);
    let number = |name: &str| heads.iter().find_map(|head| name.strip_prefix(head.as_str())?.parse::<u32>().ok());
    let mut lines: Vec<(u32, usize)> = names
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((number(name)?, at)))
        .filter(|(number, _)| (1..10).contains(number))
        .collect();
    lines.sort_unstable();
    lines.dedup_by_key(|(number, _)| *number);
    lines.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, read};

    fn shown(file: &str) -> Vec<(String, String, String)> {
        let register = read(file.as_bytes()).expect("a list of doors");
        assert_eq!(register.layout, Layout::Doors);
        let line = |entry: &super::Entry| (entry.elector.to_string(), entry.name.raw.clone(), entry.address.to_string());
        register.entries.iter().map(line).collect()
    }

    fn told(lines: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        lines.iter().map(|(number, name, address)| ((*number).into(), (*name).into(), (*address).into())).collect()
    }

    #[test]
    fn a_branch_writes_its_doors_as_it_likes() {
        let doors = "Number,Street,Town,Postcode\n1,Mill Lane,London,N22 7AL\nRose Cottage,Mill Lane,London,N22 7AL\n";
        let expected = [("A-2", "", "1 Mill Lane, London, N22 7AL"), ("A-3", "", "Rose Cottage, Mill Lane, London, N22 7AL")];
        assert_eq!(shown(doors), told(&expected));

        let members = "Name;Address;Post code;Patch\nAna Smith;Flat 3, 9 Mill Lane, London;N22 7AL;East\n";
        assert_eq!(shown(members), told(&[("East-2", "Smith Ana", "Flat 3, 9 Mill Lane, London, N22 7AL")]));

        let flats = "First name,Surname,Flat,House number,Street,Postcode\nAna,Smith,3,9,Mill Lane,N22 7AL\n";
        assert_eq!(shown(flats), told(&[("A-2", "Smith Ana", "Flat 3, 9 Mill Lane, N22 7AL")]));
    }

    #[test]
    fn what_councils_give_out_for_polling_stations_is_a_list_of_doors() {
        let xpress = "ElectionDate,Property_URN,AddressLine1,AddressLine2,AddressLine3,Post_Code,Polling_Place_District_Reference,Polling_Place_Address_1\n\
                      04/05/2017,10033,1 Abbots Way,Lancing,West Sussex,BN15 9DH,AO1,North Road\n";
        let lookup = "AuthorityCode,PropertyNumber,StreetName,PostCode,PollingDistrictReference,UPRN\n00BJ,12,Balham High Road,SW17 7BE,BFC,5\n";
        assert_eq!(shown(xpress), told(&[("AO1-2", "", "1 Abbots Way, Lancing, West Sussex, BN15 9DH")]));
        assert_eq!(shown(lookup), told(&[("BFC-2", "", "12 Balham High Road, SW17 7BE")]));
        assert_eq!(read(xpress.as_bytes()).expect("a list").entries[0].property.uprn, Some(10_033));
    }

    #[test]
    fn a_list_may_say_where_each_door_is() {
        let list = read(b"housenumber,street,postcode,city,lat,lon\n1,Kaivokatu,00100,Helsinki,60.171320,24.941457\n");
        assert_eq!(list.expect("a list").entries[0].property.at, Some((601_713_200, 249_414_570)));
    }

    #[test]
    fn a_row_without_an_address_is_named_and_the_others_are_read() {
        let list = read(b"Name,Address,Postcode\nAna Smith,,\nBo Smith,1 Mill Lane,N22 7AL\n").expect("a list");
        assert_eq!((list.entries.len(), list.problems.len(), list.problems[0].row), (1, 1, 2));
        assert_eq!(list.problems[0].reason.to_string(), "there is no address");
    }

    #[test]
    fn columns_that_make_no_address_are_no_list_of_doors() {
        for header in
            ["name,address,phone", "name,postcode", "street,postcode", "postcode,lat,lon", "PD,ENO,Address 1,Postcode"]
        {
            assert!(read(format!("{header}\nx,y,z\n").as_bytes()).is_err(), "{header}");
        }
    }
}
