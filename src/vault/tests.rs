//! What the recovery copy promises: it opens for whom it was made, and nothing else opens it or passes for it.

use super::{For, KeyFileError, Opener, Passphrase, Recipients, RecoveryError, Vault, copies};
use age::x25519;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn on_paper(vault: &Vault, folder: &Path) -> (std::path::PathBuf, Opener) {
    let passphrase = Passphrase::fresh();
    let path = vault.write_recovery(folder, &For::Paper(&passphrase)).unwrap();
    (path, Opener::Passphrase(passphrase))
}

fn identity_file(folder: &Path, name: &str) -> (Opener, String) {
    use age::secrecy::ExposeSecret;
    let identity = x25519::Identity::generate();
    let path = folder.join(name);
    fs::write(&path, format!("# made by a test\n{}\n", identity.to_string().expose_secret())).unwrap();
    (Opener::identity_file(&path).unwrap(), identity.to_public().to_string())
}

#[test]
fn a_copy_on_paper_opens_with_its_passphrase_alone_and_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::ephemeral();
    let (path, opener) = on_paper(&vault, folder.path());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(Vault::open_recovery(&path, &opener).unwrap().fingerprint(), vault.fingerprint());
    let other = Opener::Passphrase(Passphrase::fresh());
    let wrong = Vault::open_recovery(&path, &other).unwrap_err();
    assert!(matches!(wrong, RecoveryError::WrongPassphrase(_)), "{wrong}");
    let found = copies(folder.path()).unwrap();
    assert_eq!(found.len(), 1, "nothing else is left behind");
    assert!(found[0].is_on_paper() && found[0].fingerprint == vault.fingerprint());
}

#[test]
fn a_copy_for_recipients_opens_for_each_of_them_and_for_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::ephemeral();
    let (first, first_word) = identity_file(folder.path(), "first");
    let (second, second_word) = identity_file(folder.path(), "second");
    let (stranger, _) = identity_file(folder.path(), "stranger");
    let recipients = Recipients::parse(&[first_word.clone(), second_word.clone()]).unwrap().unwrap();
    let path = vault.write_recovery(folder.path(), &For::Recipients(&recipients)).unwrap();
    for opener in [first, second] {
        assert_eq!(Vault::open_recovery(&path, &opener).unwrap().fingerprint(), vault.fingerprint());
    }
    let refused = |opener: &Opener| Vault::open_recovery(&path, opener).unwrap_err();
    assert!(matches!(refused(&stranger), RecoveryError::WrongIdentity(_)));
    assert!(matches!(refused(&Opener::Passphrase(Passphrase::fresh())), RecoveryError::NeedsIdentity(_)));
    let found = copies(folder.path()).unwrap();
    assert!(found[0].is_for(&recipients) && !found[0].is_on_paper());
    let turned = Recipients::parse(&[second_word, first_word.clone()]).unwrap().unwrap();
    assert!(found[0].is_for(&turned), "their order does not matter");
    let fewer = Recipients::parse(&[first_word]).unwrap().unwrap();
    assert!(!found[0].is_for(&fewer));
}

#[test]
fn what_is_no_recipient_or_no_identity_is_said_without_repeating_it() {
    assert!(Recipients::parse(&[]).unwrap().is_none());
    let (_, good) = identity_file(tempfile::tempdir().unwrap().path(), "good");
    let wrong = Recipients::parse(&[good, "AGE-SECRET-KEY-1QQ".to_owned()]).map(|_| ()).unwrap_err();
    assert!(matches!(wrong, RecoveryError::NotARecipient(2)), "{wrong}");
    assert!(!wrong.to_string().contains("SECRET"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    for text in ["", "# nothing\n", "AGE-SECRET-KEY-1NOTREALLY\n", "\u{fffd}"] {
        fs::write(&file, text).unwrap();
        let wrong = Opener::identity_file(&file).map(|_| ()).unwrap_err();
        assert!(matches!(wrong, RecoveryError::NoIdentity(_)), "{wrong}");
    }
}

#[test]
fn any_byte_that_changed_is_noticed_and_no_damaged_copy_gives_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::ephemeral();
    let (opener, word) = identity_file(folder.path(), "identity");
    let recipients = Recipients::parse(&[word]).unwrap().unwrap();
    let path = vault.write_recovery(folder.path(), &For::Recipients(&recipients)).unwrap();
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&path, &changed).unwrap();
        assert!(Vault::open_recovery(&path, &opener).is_err(), "byte {at}");
    }
    for kept in [0, 1, 20, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..kept]).unwrap();
        let damaged = Vault::open_recovery(&path, &opener).unwrap_err();
        assert!(matches!(damaged, RecoveryError::Damaged(_)), "{kept}: {damaged}");
    }
    fs::write(&path, &whole).unwrap();
    Vault::open_recovery(&path, &opener).unwrap();
}

#[test]
fn a_copy_that_is_not_kept_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::ephemeral();
    let passphrase = Passphrase::fresh();
    let prepared = vault.prepare_recovery(folder.path(), &For::Paper(&passphrase)).unwrap();
    assert!(copies(folder.path()).unwrap().is_empty(), "it does not pass for a copy yet");
    drop(prepared);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let kept = vault.prepare_recovery(folder.path(), &For::Paper(&passphrase)).unwrap().keep().unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    Vault::open_recovery(&kept, &Opener::Passphrase(passphrase)).unwrap();
}

#[test]
fn a_copy_under_another_keys_name_and_a_second_copy_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::ephemeral();
    let (path, opener) = on_paper(&vault, folder.path());
    let before = fs::read(&path).unwrap();
    let second = vault.write_recovery(folder.path(), &For::Paper(&Passphrase::fresh())).unwrap_err();
    assert!(
        matches!(second, RecoveryError::Write(..)) && second.to_string().contains("there is one already")
    );
    assert_eq!(fs::read(&path).unwrap(), before, "never overwritten");
    let elsewhere = folder.path().join("a copy of the copy");
    fs::copy(&path, &elsewhere).unwrap();
    Vault::open_recovery(&elsewhere, &opener).unwrap();
    let misnamed =
        folder.path().join(format!("hearken.recovery-{}-passphrase.age", Vault::ephemeral().fingerprint()));
    fs::rename(&path, &misnamed).unwrap();
    let other = Vault::open_recovery(&misnamed, &opener).unwrap_err();
    assert!(matches!(other, RecoveryError::OtherKey(_)), "{other}");
}

#[test]
fn a_key_is_restored_and_what_stood_there_is_kept_aside() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("hearken.key");
    let vault = Vault::ephemeral();
    assert_eq!(vault.restore(&key).unwrap(), None);
    let text = fs::read(&key).unwrap();
    assert_eq!(Vault::load(&key).unwrap().unwrap().fingerprint(), vault.fingerprint());
    let other = Vault::ephemeral();
    let aside = other.restore(&key).unwrap().unwrap();
    assert_eq!(fs::read(&aside).unwrap(), text);
    let second = vault.restore(&key).unwrap().unwrap();
    assert_ne!(aside, second, "nothing that was set aside is lost either");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    assert!(matches!(Vault::create(&key), Err(KeyFileError::Io(_))), "a key is never replaced");
}
