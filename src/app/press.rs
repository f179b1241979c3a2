//! Owns what each button of a card does.

use super::Desk;
use crate::chat::View;
use crate::store::{StoreError, Tx};

impl Desk<'_> {
    pub(super) async fn press(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        button: &str,
        value: &str,
    ) -> Result<View, StoreError> {
        match button {
            "raise" => self.start(tx, first).await,
            "start_new" => self.start_new(tx, first, value).await,
            "resume" | "report_this" => self.resume(tx, value).await,
            "add_link" => self.add_link(tx, value).await,
            "destroy" => self.ask_to_destroy(tx, value).await,
            "destroy_now" => self.destroy(tx, value).await,
            "need_someone" => Ok(self.need_someone()),
            "page_child" => self.call_the_team(tx, first).await,
            "show_adult" => Ok(View::Card(crate::forms::card::numbers_for_an_adult(self.scene()))),
            "add_more" => self.add_more(tx, value).await,
            "acknowledge" => self.acknowledge(tx, first, value).await,
            "read" => self.read_case(tx, value).await,
            "helped" => self.helped(tx, value).await,
            "nothing_yet" => self.nothing_yet(tx, value).await,
            "ask_reporter" => self.open_ask(tx, value).await,
            "read_question" => self.read_question(tx, value).await,
            "answer_question" => self.open_answer(tx, value).await,
            "rather_talk" => self.rather_talk(tx, first, value).await,
            "close_case" => self.open_close(tx, value).await,
            "reopen_case" => self.reopen(tx, first, value).await,
            "name_subject" | "name_reader" => self.open_name(tx, value).await,
            "mine" => self.mine(tx, value).await,
            "speak" => self.speak(tx, value).await,
            "read_and_sign" | "my_signatures" | "unsigned" | "leaver" => {
                self.signing(tx, button, value).await
            }
            "read_call" | "read_file" => self.answer_call(tx, button, value).await,
            "policies" => self.policies(tx).await,
            "duties" => self.duties(tx).await,
            "mine_due" => self.mine_due(tx).await,
            "policy_history" | "duty_history" => self.register_history(tx, value).await,
            "policy_reviewed"
            | "policy_early"
            | "policy_document"
            | "duty_done"
            | "duty_postpone"
            | "duty_not_applicable" => self.open_register_form(tx, button, value).await,
            "reached" | "not_reached" => self.reached(tx, button, value).await,
            _ => Ok(self.refuse("not_allowed")),
        }
    }
}
