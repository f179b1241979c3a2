//! What staff read and sign: what changed since their last signature, the whole text, check questions, and a receipt
//! that is shown after the commit.

mod evidence;
mod leading;
mod opening;
mod paper;
mod publish;
mod refused;
mod replaced;
mod visitors;

pub use evidence::{Evidence, Guest, Line, State};
pub use paper::{Excepted, Lifted, Paper, PaperSigner};
pub use publish::{Asked, Plan, Publication, Told};
pub use refused::Refused;
pub use visitors::{Visited, Visitor};

use super::Desk;
use super::concern::Given;
use crate::audit::Act;
use crate::chat::{Card, Input, Style, View};
use crate::domain::attestation::AttestationDef;
use crate::domain::attestation::campaign::{Campaign, Signing, works_here};
use crate::domain::attestation::text::{minutes, paragraphs};
use crate::domain::id::{CampaignId, DraftId};
use crate::domain::school::Person;
use crate::forms::attest::{
    self, ANSWER, BACK, Booklet, NEXT, PAGE, Receipt, Shown, Since, Step, TICKS, Told as Said,
};
use crate::records;
use crate::store::{How, ReadingRow, SignatureRow, StoreError, TextRow, Tx};
use crate::vault::random;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// What somebody has to sign, with everything that its pages follow from.
struct Open {
    campaign: Campaign,
    booklet: Booklet,
}

impl Desk<'_> {
    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.school.profile.zone).date_naive()
    }

    fn defs(&self) -> &[AttestationDef] {
        &self.school.profile.attestations
    }

    fn title_of(&self, attestation: &str) -> String {
        attest::title(self.words, self.defs(), attestation)
    }

    /// A button of what is signed here.
    pub(super) async fn signing(
        &self,
        tx: &mut Tx<'_>,
        button: &str,
        value: &str,
    ) -> Result<View, StoreError> {
        match button {
            "read_and_sign" => self.read_and_sign(tx, value).await,
            "my_signatures" => self.my_signatures(tx).await,
            "unsigned" => self.unsigned(tx, value).await,
            _ => self.leaver(tx, value).await,
        }
    }

    /// "Read and sign": the page they were at last, or the first.
    async fn read_and_sign(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some(person) = staff.acting(&self.event.from) else { return Ok(self.refuse("not_allowed")) };
        let (signing, signatures) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let asked = CampaignId::parse(value).and_then(|id| signing.campaign(&id).cloned());
        let Some(asked) = asked else { return Ok(self.refuse("not_allowed")) };
        self.open(tx, person, (&signing, &signatures), &asked, None).await
    }

    /// Shows what somebody is to sign of this kind now: the newest, whichever they pressed for.
    async fn open(
        &self,
        tx: &mut Tx<'_>,
        person: &Person,
        (signing, signatures): (&Signing, &[SignatureRow]),
        asked: &Campaign,
        note: Option<String>,
    ) -> Result<View, StoreError> {
        let audience = person.employment.audience;
        let current = signing.current(&asked.attestation, audience, self.today());
        let Some(campaign) = current.filter(|_| works_here(person, self.today())) else {
            return Ok(View::Card(self.said_of("attest-not_yours", asked, None)));
        };
        if let Some(signature) = signatures.iter().find(|signature| signature.campaign == campaign.id) {
            return Ok(View::Card(self.receipt(tx, campaign, signature, true).await?));
        }
        if campaign.opens_on > self.today() {
            return Ok(View::Card(self.said_of("attest-later", campaign, Some(campaign.opens_on))));
        }
        let texts = tx.texts(&self.school.id, &campaign.attestation).await?;
        let reading = tx.reading_of(&self.school.id, &campaign.id, &person.id).await?;
        let mine = |reading: &&ReadingRow| of_edition(&texts, campaign, &reading.text_sha256).is_some();
        let mut note = note;
        let row = match reading.as_ref().filter(mine) {
            Some(reading) => reading.clone(),
            None => {
                let Some(text) = self.text_for(&texts, campaign) else {
                    return Err(StoreError::Failed("no_text"));
                };
                if reading.is_some() {
                    note = note.or_else(|| Some(self.words.say("attest-newer", &[])));
                }
                let row = ReadingRow {
                    id: DraftId::from_random(random()),
                    campaign: campaign.id.clone(),
                    person: person.id.clone(),
                    text_sha256: text.sha256.clone(),
                    step: 0,
                    revision: 1,
                    begun_at: self.now,
                };
                tx.begin_reading(&self.school.id, &row).await?;
                row
            }
        };
        let Some(open) = self.opened(&texts, campaign, signatures, &row)? else {
            return Err(StoreError::Failed("no_text"));
        };
        Ok(self.show_page(&open, &row, Said { note, ..Said::default() }))
    }

    fn show_page(&self, open: &Open, row: &ReadingRow, told: Said) -> View {
        let (at, _) = open.booklet.at(row.step);
        View::Form(open.booklet.page(self.words, (&row.id, row.revision), at, told))
    }

    /// The text of a campaign's edition in the reader's language; in the school's first where there is none.
    fn text_for<'t>(&self, texts: &'t [TextRow], campaign: &Campaign) -> Option<&'t TextRow> {
        let of = |text: &&TextRow| text.edition == campaign.edition;
        let locales = &self.school.profile.locales;
        let rank = |text: &&TextRow| {
            let own = text.locale != self.words.locale();
            (own, locales.iter().position(|locale| *locale == text.locale).unwrap_or(locales.len()))
        };
        texts.iter().filter(of).min_by_key(rank)
    }

    /// The pages of what somebody has open; `None` if it is not the edition that is signed now.
    fn opened(
        &self,
        texts: &[TextRow],
        campaign: &Campaign,
        signatures: &[SignatureRow],
        row: &ReadingRow,
    ) -> Result<Option<Open>, StoreError> {
        let Some(text) = of_edition(texts, campaign, &row.text_sha256) else { return Ok(None) };
        let questions = serde_json::from_str(&text.questions).map_err(|_| StoreError::Failed("questions"))?;
        let shown = Shown {
            title: self.title_of(&campaign.attestation),
            edition: text.edition.clone(),
            sha256: text.sha256.clone(),
            link: text.link.clone(),
            paragraphs: text.body.as_deref().map(paragraphs).unwrap_or_default(),
            questions,
        };
        let since = self.since(texts, text, signatures);
        Ok(Some(Open { campaign: campaign.clone(), booklet: Booklet::new(shown, since) }))
    }

    /// What they signed before of the same kind, laid beside it in the same language where that was published too.
    fn since(&self, texts: &[TextRow], text: &TextRow, signatures: &[SignatureRow]) -> Option<Since> {
        let signed = signatures.iter().rev().find_map(|signature| {
            let was = texts.iter().find(|text| text.sha256 == signature.text_sha256)?;
            Some((signature, was))
        });
        let (signature, was) = signed?;
        let beside = texts.iter().find(|other| other.edition == was.edition && other.locale == text.locale);
        Some(Since {
            on: signature.signed_at.with_timezone(&self.school.profile.zone).date_naive(),
            same: was.sha256 == text.sha256 || beside.is_some_and(|beside| beside.sha256 == text.sha256),
            paragraphs: beside.and_then(|beside| beside.body.as_deref()).map(paragraphs),
        })
    }

    /// A page turned, a question answered, or the promise signed.
    pub(super) async fn turn_page(
        &self,
        tx: &mut Tx<'_>,
        mut row: ReadingRow,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some(person) = staff.acting(&self.event.from).filter(|person| person.id == row.person) else {
            self.record(tx, Act::AccessRefused, row.id.as_str()).await?;
            return Ok(self.refuse("not_your_draft"));
        };
        let (signing, signatures) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let Some(asked) = signing.campaign(&row.campaign) else { return Ok(self.refuse("draft_gone")) };
        let current = signing.current(&asked.attestation, person.employment.audience, self.today());
        let texts = tx.texts(&self.school.id, &asked.attestation).await?;
        let open = match current.filter(|current| current.id == asked.id && works_here(person, self.today()))
        {
            Some(campaign) if !signing.has_signed(campaign, &person.id) => {
                self.opened(&texts, campaign, &signatures, &row)?
            }
            _ => None,
        };
        // Signed already, not theirs to sign any more, or an older text than the one that is signed now.
        let Some(open) = open else {
            let note = Some(self.words.say("attest-newer", &[]));
            return self.open(tx, person, (&signing, &signatures), asked, note).await;
        };
        if given.page != PAGE || given.revision != row.revision {
            return Ok(self.show_page(&open, &row, Said::default()));
        }
        let (at, step) = open.booklet.at(row.step);
        let forward = match (given.pressed, step) {
            (BACK, _) => at.checked_sub(1),
            (NEXT, Step::Check(question)) => {
                let picked = picked(given).filter(|picked| *picked < question.options.len());
                let Some(picked) = picked else {
                    let told = Said { missing: vec![ANSWER], ..Said::default() };
                    return Ok(self.show_page(&open, &row, told));
                };
                let right = question.options[picked] == question.right;
                let key = (open.booklet.question(at), right);
                let by = (&row.campaign, &person.id);
                tx.note_check(&self.school.id, by, key, self.now).await?;
                if !right {
                    let error = self.words.say("attest-wrong", &[("why", question.why.clone())]);
                    let told =
                        Said { error: Some(error), given: vec![picked.to_string()], ..Said::default() };
                    return Ok(self.show_page(&open, &row, told));
                }
                Some(at + 1)
            }
            (NEXT, Step::Promise) => None,
            (NEXT, _) => Some(at + 1),
            (attest::SIGN, Step::Promise) => return self.sign(tx, person, &open, &row, given).await,
            _ => None,
        };
        if let Some(to) = forward {
            row.step = i64::try_from(to).unwrap_or_default();
            row.revision += 1;
            tx.read_on(&self.school.id, &row).await?;
        }
        Ok(self.show_page(&open, &row, Said::default()))
    }

    async fn sign(
        &self,
        tx: &mut Tx<'_>,
        person: &Person,
        open: &Open,
        row: &ReadingRow,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let ticked = |id: &&'static str| matches!(given.values.get(*id), Some(Input::Tick(true)));
        let (there, missing): (Vec<_>, Vec<_>) = TICKS.into_iter().partition(ticked);
        if !missing.is_empty() {
            let given = there.into_iter().map(str::to_owned).collect();
            return Ok(self.show_page(open, row, Said { missing, given, ..Said::default() }));
        }
        let shown = &open.booklet.shown;
        let words = attest::wording(self.words, shown);
        let hash = hex(&words);
        tx.keep_wording(&self.school.id, (&hash, self.words.locale(), &words)).await?;
        let signature = SignatureRow {
            campaign: open.campaign.id.clone(),
            person: person.id.clone(),
            edition: shown.edition.clone(),
            text_sha256: shown.sha256.clone(),
            wording_sha256: Some(hash),
            how: How::Chat,
            signed_at: self.now,
            recorded_at: self.now,
            recorded_by: None,
        };
        if tx.sign(&self.school.id, &signature).await? {
            self.record(tx, Act::AttestationSigned, open.campaign.id.as_str()).await?;
            tracing::info!(campaign = %open.campaign.id, "Campaign {} signed", open.campaign.id);
        }
        Ok(View::Card(self.receipt(tx, &open.campaign, &signature, false).await?))
    }

    async fn receipt(
        &self,
        tx: &mut Tx<'_>,
        campaign: &Campaign,
        signature: &SignatureRow,
        again: bool,
    ) -> Result<Card, StoreError> {
        let receipt = self.receipt_of(tx, campaign, signature).await?;
        let mut card = attest::receipt(self.scene(), &receipt, again);
        card.buttons.push(self.scene().button("my_signatures", "", Style::Plain));
        Ok(card)
    }

    async fn receipt_of(
        &self,
        tx: &mut Tx<'_>,
        campaign: &Campaign,
        signature: &SignatureRow,
    ) -> Result<Receipt, StoreError> {
        let wording = match &signature.wording_sha256 {
            Some(hash) => tx.wording(&self.school.id, hash).await?,
            None => None,
        };
        Ok(Receipt {
            title: self.title_of(&campaign.attestation),
            edition: signature.edition.clone(),
            sha256: signature.text_sha256.clone(),
            at: signature.signed_at,
            paper: signature.how == How::Paper,
            wording,
        })
    }

    /// "My signatures": each receipt once more, the newest first.
    async fn my_signatures(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some(person) = staff.by_identity(&self.event.from) else { return Ok(self.refuse("not_allowed")) };
        let (signing, signatures) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let mut cards = Vec::new();
        for signature in signatures.iter().rev() {
            if let Some(campaign) = signing.campaign(&signature.campaign) {
                let receipt = self.receipt_of(tx, campaign, signature).await?;
                cards.push(attest::receipt(self.scene(), &receipt, true));
            }
        }
        if cards.is_empty() {
            cards.push(attest::nothing_to_sign(self.scene()));
        }
        Ok(View::Home(cards))
    }

    /// What waits to be signed by this person, for their home, and whether they have signed anything.
    pub(super) async fn to_sign(
        &self,
        tx: &mut Tx<'_>,
        person: &Person,
    ) -> Result<(Vec<Card>, bool), StoreError> {
        let (signing, signatures) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let today = self.today();
        let mut asked = Vec::new();
        for (campaign, window) in signing.asked(person, (self.defs(), &self.school.profile.hours()), today) {
            let texts = tx.texts(&self.school.id, &campaign.attestation).await?;
            let body = self.text_for(&texts, campaign).and_then(|text| text.body.as_deref());
            let minutes = body.map_or(0, |body| minutes(&paragraphs(body)));
            let about = (self.title_of(&campaign.attestation), minutes);
            asked.push(attest::asked(self.scene(), (&about.0, about.1), campaign, window, today));
        }
        Ok((asked, !signatures.is_empty()))
    }

    fn said_of(&self, id: &str, campaign: &Campaign, date: Option<NaiveDate>) -> Card {
        attest::bare(self.scene(), id, &self.title_of(&campaign.attestation), date)
    }
}

/// The text with this hash, if it is of the edition that is signed now.
fn of_edition<'t>(texts: &'t [TextRow], campaign: &Campaign, sha256: &str) -> Option<&'t TextRow> {
    texts.iter().find(|text| text.edition == campaign.edition && text.sha256 == sha256)
}

/// The option that somebody picked, by its place.
fn picked(given: &Given<'_>) -> Option<usize> {
    match given.values.get(ANSWER) {
        Some(Input::Picked(picked)) if picked.len() == 1 => picked[0].parse().ok(),
        _ => None,
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hex(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
