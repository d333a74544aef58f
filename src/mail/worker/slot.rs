//! The place of one line: the message that it carries, written out, and the conversation, if there is one.

use super::office::Office;
use crate::{
    branch::Branch,
    mail::{
        retry::{Phase, Reply},
        transport::{Broken, Draft, Kind, Line, Snag, Transport, Unwritable, Written},
        worker::store::Taken,
    },
};

#[derive(Default)]
pub struct Slot {
    line: Option<Line>,
    written: Option<Written>,
}

impl Slot {
    pub fn is_open(&self) -> bool {
        self.line.is_some()
    }

    /// The conversation, for whoever ends it.
    pub fn take(&mut self) -> Option<Line> {
        self.line.take()
    }

    /// Writes the message out; nobody else is told.
    pub fn write(&mut self, office: &Office, branch: &Branch, message: &Taken) -> Result<(), Unwritable> {
        let return_path = office.return_path(message.id);
        let one_click = office.one_click(message);
        let draft = Draft {
            id: message.id,
            message_id: &message.message_id,
            queued_at: message.queued_at.0,
            branch: &branch.name,
            to_name: &message.to_name,
            to_address: message.to_address.as_deref(),
            subject: &message.subject,
            text: &message.text,
            html: &message.html,
            return_path: return_path.as_deref(),
            one_click: one_click.as_deref(),
            invitation: message.invitation.as_deref(),
            reply_to: message.reply_to.as_deref(),
            kind: message.category.list().map(|list| Kind { list, notice: message.notice }),
        };
        self.written = Some(office.sender.write(&draft)?);
        Ok(())
    }

    /// Announces the message, over a new line if there is none or the old one turns out to be tired: servers end long
    /// conversations without fault.
    pub async fn announce(&mut self, transport: &Transport) -> Result<(), Snag> {
        let Some(written) = &self.written else { return Err(not_written().into()) };
        loop {
            if !self.line.as_ref().is_some_and(|line| line.serves(transport)) {
                if let Some(old) = self.line.take() {
                    old.close().await;
                }
                self.line = Some(transport.open().await?);
            }
            let Some(open) = self.line.as_mut() else { return Err(Broken("no line was opened".to_owned()).into()) };
            let was_used = open.is_used();
            match open.announce(written).await {
                Err(Snag::Broken(_) | Snag::Answered(Phase::Opening, _) | Snag::Answered(_, Reply { code: 421, .. }))
                    if was_used =>
                {
                    self.line = None;
                }
                announced => return announced,
            }
        }
    }

    /// Hands over what was announced. The line is out of its place meanwhile: if this is dropped or fails, so is the line.
    pub async fn hand_over(&mut self) -> Result<Reply, Broken> {
        let (Some(mut open), Some(written)) = (self.line.take(), self.written.take()) else { return Err(not_written()) };
        let reply = open.hand_over(&written).await?;
        self.line = Some(open);
        Ok(reply)
    }
}

fn not_written() -> Broken {
    Broken("there was nothing to hand over".to_owned())
}
