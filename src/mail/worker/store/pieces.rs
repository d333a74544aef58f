//! Pieces of queries that several share.

use diesel::prelude::*;

use crate::{
    db::{
        BranchId, Instant, MessageId,
        schema::{batches, notices, outbox, outbox_texts},
    },
    mail::State,
};

/// Nobody holds it any more.
pub(super) type Free = (
    diesel::dsl::Eq<outbox::state, State>,
    diesel::dsl::Eq<outbox::lease_token, Option<String>>,
    diesel::dsl::Eq<outbox::leased_until, Option<Instant>>,
    diesel::dsl::Eq<outbox::answer, Option<String>>,
);

pub(super) fn free(state: State) -> Free {
    (outbox::state.eq(state), outbox::lease_token.eq(None), outbox::leased_until.eq(None), outbox::answer.eq(None))
}

type InHand = diesel::dsl::Or<diesel::dsl::Eq<outbox::state, State>, diesel::dsl::Eq<outbox::state, State>>;

/// Taken, and not dealt with. Spelled out: a statement with a list in it is not kept for the next time.
fn in_hand() -> InHand {
    outbox::state.eq(State::Leased).or(outbox::state.eq(State::Committing))
}

/// In nobody's hands, and to be sent. The first two say so already; they name the index in which there is nothing else.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn waits() -> _ {
    let queued: State = State::Queued;
    outbox::lease_token.is_null().and(outbox::settled_at.is_null()).and(outbox::state.eq(queued))
}

/// One message that is in our hands, under this lease.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn our<'a>(branch: BranchId, lease: &'a str, message: MessageId) -> _ {
    let is_in_hand: InHand = in_hand();
    outbox::table
        .filter(outbox::id.eq(message))
        .filter(outbox::branch_id.eq(branch))
        .filter(outbox::lease_token.eq(lease))
        .filter(is_in_hand)
}

/// Everything that is in our hands under this lease.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn ours<'a>(branch: BranchId, lease: &'a str) -> _ {
    let is_in_hand: InHand = in_hand();
    outbox::table.filter(outbox::branch_id.eq(branch)).filter(outbox::lease_token.eq(lease)).filter(is_in_hand)
}

/// The batches that an officer holds or has stopped, or that wait for another officer.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn held_back() -> _ {
    batches::table
        .filter(
            batches::paused_at
                .is_not_null()
                .or(batches::stopped_at.is_not_null())
                .or(batches::needs_second.and(batches::agreed_by.is_null())),
        )
        .select(batches::notice_id)
}

/// Messages with all that is to be written, the most urgent first.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn whole() -> _ {
    outbox::table
        .inner_join(notices::table)
        .inner_join(outbox_texts::table)
        .order((outbox::lane, outbox::next_at, outbox::id))
        .select((
            outbox::id,
            outbox::notice_id,
            notices::about,
            notices::category,
            notices::readers,
            notices::queued_at,
            notices::deadline_at,
            outbox::to_name,
            outbox::to_address,
            outbox::subject,
            outbox_texts::body_text,
            outbox_texts::body_html,
            outbox::message_id,
            outbox::attempts,
            outbox::doubtful,
            outbox::lease_token,
            outbox::answer,
            outbox_texts::invitation,
            outbox_texts::reply_to,
        ))
}
