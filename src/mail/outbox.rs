//! The states of one message.

crate::text_enum! {
    /// How a message reaches its person.
    pub enum Channel {
        Email = "email",
        /// Printed and posted or carried.
        Letter = "letter",
    }
}

crate::text_enum! {
    /// Where a message stands.
    pub enum State {
        /// Waits for its time.
        Queued = "queued",
        /// Taken by a worker, for a while.
        Leased = "leased",
        /// About to be handed over; if the worker dies now, nobody knows whether it was.
        Committing = "committing",
        /// The mail server took it.
        Accepted = "accepted",
        /// The mail server will never take it.
        Refused = "refused",
        /// Handed over perhaps; not sent again, because a second copy would be worse.
        InDoubt = "in-doubt",
        /// To be printed.
        Letter = "letter",
        /// Too late to be of use.
        Expired = "expired",
    }
}

crate::text_enum! {
    /// What became of one attempt, or what ended the attempts; see the table `deliveries`.
    pub enum Outcome {
        Accepted = "accepted",
        /// Put off by the mail server; tried again later.
        Deferred = "deferred",
        Refused = "refused",
        /// Handed over perhaps, and sent again under the same Message-ID.
        Doubted = "doubted",
        /// Handed over perhaps, and not sent again.
        InDoubt = "in-doubt",
        Expired = "expired",
        /// Given up by mail, to be printed.
        Letter = "letter",
    }
}

impl State {
    /// What a member reads.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Queued | Self::Leased | Self::Committing => "waiting to be sent",
            Self::Accepted => "accepted by the mail server",
            Self::Refused => "refused by the mail server",
            Self::InDoubt => "may have been sent",
            Self::Letter => "letter to print",
            Self::Expired => "too late to send",
        }
    }

    /// Whether anything can still happen by itself.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::Queued | Self::Leased | Self::Committing)
    }
}
