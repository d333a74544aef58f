//! The headings under which lists arrive, and the headings that we leave out on purpose.
//!
//! No format of a head office is written in here: every heading of a party's own list is a plausible guess, the
//! others are those that NationBuilder, Action Network, Zetkin, Galette, CiviCRM, the DSA and Toastmasters write.
//! A heading is compared by its letters and digits alone, so `First Name`, `first_name` and `FIRSTNAME` are one.

use super::field::Field;

/// The headings of each field. Of two columns for one field, the one that stands earlier here is taken.
pub const ALIASES: [(Field, &[&str]); 19] = [
    (
        Field::Number,
        &[
            "membershipnumber", "membershipno", "membershipid", "membernumber", "memberno", "memberid", "memno",
            "membno", "membershipref", "membershipreference", "extid", "externalid", "externalidentifier",
            "actionkitid", "akid", "dsaid", "numadh", "idadh", "customerid", "number",
        ],
    ),
    (Field::Title, &["title", "prefix", "salutation", "individualprefix", "titreadh", "honorific"]),
    (Field::Name, &["name", "fullname", "membername", "displayname"]),
    (Field::FirstName, &["firstname", "forename", "givenname", "forenames", "firstnames", "prenomadh"]),
    (
        Field::PreferredName,
        &["preferredfirstname", "preferredname", "preferredforename", "knownas", "nickname"],
    ),
    (Field::LastName, &["lastname", "surname", "familyname", "nomadh"]),
    (Field::Email, &["emailaddress", "email", "email1", "primaryemail", "mail", "emailadh"]),
    (
        Field::Mobile,
        &[
            "mobile", "mobilenumber", "mobilephone", "mobiletelephone", "mobileno", "mobilephonenumber",
            "cellphone", "gsmadh", "bestphone", "can2phone", "phonenumber", "phone", "telephone",
            "telephonenumber", "tel", "contactnumber",
        ],
    ),
    (
        Field::Address1,
        &[
            "address1", "addressline1", "addr1", "addrl1", "address", "streetaddress", "street", "primaryaddress1",
            "can2useraddress", "mailingaddress1", "billingaddressline1", "adresseadh",
        ],
    ),
    (
        Field::Address2,
        &[
            "address2", "addressline2", "addr2", "addrl2", "supplementaladdress1", "coaddress", "primaryaddress2",
            "mailingaddress2", "billingaddressline2",
        ],
    ),
    (
        Field::Address3,
        &["address3", "addressline3", "addr3", "addrl3", "supplementaladdress2", "primaryaddress3"],
    ),
    (
        Field::Town,
        &["town", "posttown", "city", "towncity", "primarycity", "can2usercity", "mailingcity", "billingcity", "villeadh"],
    ),
    (
        Field::Postcode,
        &[
            "postcode", "postalcode", "zipcode", "zip", "primaryzip", "ziproyalmail", "mailingzip", "billingzip",
            "cpadh",
        ],
    ),
    (Field::Ward, &["ward", "wardname", "electoralward", "wardcode"]),
    (
        Field::Class,
        &[
            "membershiptype", "membershipclass", "memberclass", "membertype", "membershipcategory", "membership",
            "class", "category", "membershiplevelname", "membershipstatus", "memberstatus", "status",
            "membstatusletter",
        ],
    ),
    (
        Field::JoinedOn,
        &[
            "datejoined", "joindate", "joiningdate", "joined", "joinedon", "originaljoindate", "membersince",
            "membershipstartedat", "membershipstartdate", "startdate", "datecreaadh",
        ],
    ),
    (Field::BornOn, &["dateofbirth", "dob", "birthdate", "birthday", "born", "bornon", "bornat", "ddnadh"]),
    (Field::Gender, &["gender", "sex", "sexeadh"]),
    (
        Field::PaidTo,
        &[
            "paidto", "paiduntil", "paidtodate", "subspaidto", "subscriptionpaidto", "membershipexpiresat",
            "membershipexpirationdate", "expirydate", "renewaldate", "xdate", "dateecheance",
        ],
    ),
];

/// Words in headings that are left out on purpose, with the reason that the page shows.
pub const LEFT_OUT: [(&str, &[&str]); 6] = [
    (
        "what someone is or believes is asked for by us, of the person, and only where a rule needs it",
        &["ethnic", "race", "religio", "faith", "orientation", "nationality", "political", "partyaffiliation"],
    ),
    (
        "health and access needs are for the person to tell us, encrypted and for few eyes",
        &["disab", "health", "medical", "accommodation", "accomodation", "accessneed"],
    ),
    ("membership of a union is protected, and asked for only where a rule needs it", &["union"]),
    (
        "we keep nothing from social media",
        &["facebook", "twitter", "instagram", "linkedin", "tiktok", "socialmedia"],
    ),
    ("notes and tags written elsewhere are not visible to the person they are about", &["note", "tag"]),
    (
        "consent given elsewhere is not consent given here, and a refusal is asked about again, never undone",
        &["subscriptionstatus", "smsstatus", "optin", "optout", "donot", "mailpref", "mailingpref"],
    ),
];
