//! Ids that cannot be mistaken for each other: a `MotionId` never fits where a `MemberId` is asked for.

pub mod sql {
    use diesel::{query_builder::QueryId, sql_types::SqlType};

    /// A UUID: native in PostgreSQL, 36 readable characters in SQLite.
    #[derive(Debug, Clone, Copy, Default, SqlType, QueryId)]
    #[diesel(postgres_type(name = "uuid"), sqlite_type(name = "Text"))]
    pub struct Id;
}

/// Makes one id type over a UUID, storable in both databases and usable in addresses of pages.
macro_rules! id {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = sql::Id)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A new id; later ids sort after earlier ones.
            pub fn fresh() -> Self {
                Self($crate::clock::ordered_id())
            }

            /// A new id that betrays neither time nor order.
            pub fn random() -> Self {
                Self($crate::clock::random_id())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        storable!($name);
    )+ };
}

/// The rows of code that let a UUID newtype travel to and from SQLite, PostgreSQL and the common connection.
macro_rules! storable {
    ($name:ident) => {
        const _: () = {
            use diesel::{
                backend::Backend,
                deserialize::{self, FromSql},
                pg::Pg,
                serialize::{self, IsNull, Output, ToSql},
                sqlite::Sqlite,
            };
            use std::io::Write;
            use $crate::db::Backend as Either;

            impl ToSql<sql::Id, Pg> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                    out.write_all(self.0.as_bytes())?;
                    Ok(IsNull::No)
                }
            }
            impl ToSql<sql::Id, Sqlite> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                    out.set_value(self.0.to_string());
                    Ok(IsNull::No)
                }
            }
            impl ToSql<sql::Id, Either> for $name {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Either>) -> serialize::Result {
                    out.set_value((sql::Id, self));
                    Ok(IsNull::No)
                }
            }
            impl FromSql<sql::Id, Pg> for $name {
                fn from_sql(value: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    Ok(Self(uuid::Uuid::from_slice(value.as_bytes())?))
                }
            }
            impl FromSql<sql::Id, Sqlite> for $name {
                fn from_sql(value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    let text = <String as FromSql<diesel::sql_types::Text, Sqlite>>::from_sql(value)?;
                    Ok(Self(text.parse()?))
                }
            }
            impl FromSql<sql::Id, Either> for $name {
                fn from_sql(value: <Either as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                    value.from_sql::<Self, sql::Id>()
                }
            }
        };
    };
}

impl diesel::sql_types::HasSqlType<sql::Id> for crate::db::Backend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<sql::Id>(lookup)
    }
}

id! {
    /// A body with its own register, rulebook and record.
    BranchId,
    /// An address that can sign in.
    AccountId,
    /// One sign-in on one device.
    SessionId,
    /// A proposal that somebody sets up the second step of signing in anew.
    ResetId,
    /// A request for a sign-in link.
    SignInId,
    /// One message to one person.
    MessageId,
    /// A batch of messages that say the same thing for the same reason.
    NoticeId,
    /// A person in the register of members.
    MemberId,
    /// One loaded membership list.
    ImportId,
    /// A ward or other unit inside the branch.
    WardId,
    /// A body affiliated to the branch.
    AffiliateId,
    /// A ward or an affiliate, as a body that nominates.
    BodyId,
    /// A sitting representative's wish to be the candidate again.
    TriggerId,
    /// A polling district: the part of a ward that votes at one place.
    DistrictId,
    /// A street.
    StreetId,
    /// A meeting.
    MeetingId,
    /// An item of an agenda.
    ItemId,
    /// A motion.
    MotionId,
    /// An amendment to a motion.
    AmendmentId,
    /// Motions put together.
    CompositeId,
    /// What the branch resolved.
    ResolutionId,
    /// What a meeting asked somebody to do.
    ActionId,
    /// A paper that goes with a meeting.
    DocumentId,
    /// A question put to those on a roll.
    BallotId,
    /// One entry on a ballot's roll.
    RollEntryId,
    /// A cast paper in the box: always random.
    PaperId,
    /// A candidate's picture: always random, for its address is all that keeps it.
    PortraitId,
    /// The choosing of candidates for one office.
    SelectionId,
    /// The elections of officers at one meeting.
    ElectionsId,
    /// One office, or several places of one kind, that they fill.
    ContestId,
    /// One loaded electoral register.
    RegisterId,
    /// An absent voters' list or a marked register.
    VotingListId,
    /// An elector.
    ElectorId,
    /// A door.
    DoorId,
    /// A cut of an area into rounds.
    CutId,
    /// The doors given to a pair.
    RoundId,
    /// A canvassing session that members sign up for.
    ShiftId,
    /// Places given out in one go to those who offered to come.
    RotaId,
    /// What happened at one door.
    ContactId,
    /// Numbers that a teller wrote down on one slip.
    SlipId,
    /// A phone that carries a round about.
    PhoneId,
    /// A special meeting that some ask for.
    RequisitionId,
    /// A row of no further interest to others.
    RowId,
}
