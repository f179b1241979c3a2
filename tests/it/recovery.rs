//! The key lost, wrong, damaged and brought back, by the program itself, on both databases.

use crate::demo::Demo;
use crate::disk::Disk;
use crate::school::{School, copies, first_thread, hearken, passphrase, run};
use crate::store::harness::Database;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

on_both_databases!(
    a_lost_key_comes_back_from_paper_and_what_was_reported_opens_again,
    a_wrong_key_is_kept_aside_and_the_right_one_is_never_replaced,
    another_schools_copy_is_not_taken_for_ours,
);

const WORDS: &str = "zanzibarquartz was passed round";
const OTHER_KEY: &str = "hearken-key-1 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a\n";

async fn ready(demo: &Demo) -> u16 {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.get(format!("{}readyz", demo.url())).send().await.unwrap().status().as_u16()
}

/// Starts the school and holds that nothing can be reported.
async fn takes_no_reports(school: &School) {
    let mut served = school.serve();
    let told = served.person("robin").report("pupil", "nudes", WORDS).await.unwrap_err().words();
    assert!(told.contains("take reports right now") && told.contains(crate::school::PHONE), "{told}");
    assert_eq!(ready(&served).await, 503);
    served.terminate();
    assert!(served.output().contains("the key does not fit"), "{}", served.output());
}

/// Everything that the DSL can read of the first report.
async fn read_first(served: &Demo) -> String {
    let dsl = served.person("amara");
    let thread = first_thread(&dsl).await;
    let id = thread.split("data-button=\"read\"").nth(1).unwrap();
    let id = id.split("data-value=\"").nth(1).unwrap().split('"').next().unwrap();
    dsl.press("read", id).await.unwrap().html
}

async fn reported(database: &Database) -> School {
    let school = School::new(Some(&database.url));
    let mut served = school.serve();
    served.person("robin").report("pupil", "nudes", WORDS).await.unwrap();
    served.terminate();
    school
}

async fn a_lost_key_comes_back_from_paper_and_what_was_reported_opens_again(database: Database) {
    let school = reported(&database).await;
    let right = fs::read(school.key()).unwrap();
    fs::remove_file(school.key()).unwrap();

    takes_no_reports(&school).await;
    let again = school.init();
    assert!(again.code == 1 && again.stderr.contains("hearken recover"), "{again:?}");
    assert!(!school.key().exists(), "no new key hides that the right one is lost");
    assert!(school.wrong().contains(&("key_lost".to_owned(), "problem".to_owned())));

    let typed = school.passphrase();
    let mut slip = typed.clone();
    slip.replace_range(12..13, if &typed[12..13] == "7" { "8" } else { "7" });
    let none = run(&mut school.command("recover"), &slip);
    assert!(none.code == 1 && none.stdout.is_empty(), "{none:?}");
    assert!(none.stderr.contains("group 2") || none.stderr.contains("does not open"), "{}", none.stderr);
    let empty = run(&mut school.command("recover"), "");
    assert!(empty.code == 1 && empty.stderr.contains("6 groups of 5"), "{}", empty.stderr);
    assert!(!school.key().exists());

    let back = run(&mut school.command("recover"), &format!("{}\n", typed.to_lowercase()));
    assert_eq!((back.code, back.stderr.as_str()), (0, ""), "{}", back.stdout);
    assert!(back.stdout.contains("It opens what is stored"), "{}", back.stdout);
    assert_eq!(fs::read(school.key()).unwrap(), right);
    assert_eq!(fs::metadata(school.key()).unwrap().permissions().mode() & 0o777, 0o600);
    let served = school.serve();
    assert_eq!(ready(&served).await, 200);
    assert!(read_first(&served).await.contains(WORDS));
}

async fn a_wrong_key_is_kept_aside_and_the_right_one_is_never_replaced(database: Database) {
    let school = reported(&database).await;
    let recover = || run(&mut school.command("recover"), &school.passphrase());
    let fits = recover();
    assert!(fits.code == 1 && fits.stderr.contains("Nothing was changed"), "{fits:?}");
    let right = fs::read(school.key()).unwrap();
    let aside = |number: u8| school.data().join(format!("hearken.key.aside-{number}"));
    for (number, wrong) in [(1, OTHER_KEY.as_bytes()), (2, b"something else"), (3, &[0xff, 0xfe, 0, 1])] {
        fs::write(school.key(), wrong).unwrap();
        takes_no_reports(&school).await;
        let ids = school.wrong();
        assert!(ids.iter().any(|(id, _)| id == "key_wrong" || id == "key_unreadable"), "{ids:?}");
        let back = recover();
        assert_eq!(back.code, 0, "{back:?}");
        assert_eq!(fs::read(school.key()).unwrap(), right);
        assert_eq!(fs::read(aside(number)).unwrap(), wrong, "kept under a name of its own");
        assert!(back.stdout.contains(aside(number).to_str().unwrap()), "{}", back.stdout);
    }
    let served = school.serve();
    assert!(read_first(&served).await.contains(WORDS));
}

async fn another_schools_copy_is_not_taken_for_ours(database: Database) {
    let school = reported(&database).await;
    let other = School::new(None);
    fs::remove_file(school.key()).unwrap();
    let theirs = run(school.command("recover").arg("--file").arg(other.copy()), &other.passphrase());
    assert!(theirs.code == 1 && theirs.stderr.contains("is not the one that sealed"), "{theirs:?}");
    let mixed = run(school.command("recover").arg("--file").arg(other.copy()), &school.passphrase());
    assert!(mixed.code == 1 && mixed.stderr.contains("does not open"), "{mixed:?}");
    assert!(!school.key().exists());
    // With both in the folder, the one that fits is found.
    let name = other.copy();
    fs::copy(&name, school.data().join(name.file_name().unwrap())).unwrap();
    let back = run(&mut school.command("recover"), &school.passphrase());
    assert_eq!(back.code, 0, "{back:?}");
}

#[test]
fn what_keeps_a_key_from_coming_back_is_said_in_one_sentence() {
    let school = School::new(None);
    let says = |args: &[&Path], typed: &str| {
        let mut command = hearken(["recover", "--data"]);
        command.arg(school.data()).args(args);
        let ended = run(&mut command, typed);
        assert!(ended.code == 1 && ended.stdout.is_empty(), "{ended:?}");
        assert_eq!(ended.stderr.trim_end().lines().count(), 1, "{}", ended.stderr);
        ended.stderr
    };
    let there = says(&[], &school.passphrase());
    assert!(there.contains("no database that tells whether it is the right one"), "{there}");
    fs::remove_file(school.key()).unwrap();
    let copy = school.copy();
    let whole = fs::read(&copy).unwrap();
    let nowhere = says(&[Path::new("--file"), Path::new("/nowhere/copy.age")], &school.passphrase());
    assert!(nowhere.contains("there is no file at /nowhere/copy.age"), "{nowhere}");
    fs::write(&copy, &whole[..whole.len() - 9]).unwrap();
    let damaged = says(&[], &school.passphrase());
    assert!(damaged.contains("damaged; try another copy"), "{damaged}");
    fs::write(&copy, "not an age file at all").unwrap();
    let damaged = says(&[], &school.passphrase());
    assert!(damaged.contains("is no recovery copy, or it is damaged"), "{damaged}");
    let identity = school.folder.path().join("identity");
    fs::write(&identity, "# empty\n").unwrap();
    fs::write(&copy, &whole).unwrap();
    let wrong_way = says(&[Path::new("--identity"), &identity], "");
    assert!(wrong_way.contains("opens with a passphrase, not with an identity file"), "{wrong_way}");
    fs::rename(&copy, school.folder.path().join("elsewhere.age")).unwrap();
    let none = says(&[], &school.passphrase());
    assert!(none.contains("There is no recovery copy in"), "{none}");
    assert!(!school.key().exists());
    let given = school.folder.path().join("elsewhere.age");
    let back =
        run(hearken(["recover", "--data"]).arg(school.data()).arg("--file").arg(given), &school.passphrase());
    assert!(back.code == 0 && back.stdout.contains("tried at the next start"), "{back:?}");
    let folder = run(&mut hearken(["recover", "--data", "/nowhere"]), "");
    assert!(folder.code == 1 && folder.stderr.contains("There is no data folder at /nowhere"), "{folder:?}");
    let bare = run(hearken(["recover"]).current_dir(school.data()), "");
    assert!(bare.code == 1 && bare.stderr.contains("--settings"), "{bare:?}");
}

#[test]
fn a_full_or_read_only_disk_gives_back_no_half_key() {
    let school = School::new(None);
    let recover = |disk: &Disk| {
        let mut command = hearken(["recover", "--data"]);
        command.arg(disk.path()).arg("--file").arg(school.copy());
        run(&mut disk.run(&command), &school.passphrase())
    };
    let full = Disk::small(64);
    full.fill();
    let refused = recover(&full);
    assert!(refused.code == 1 && refused.stderr.contains("the disk is full"), "{refused:?}");
    full.free();
    let back = recover(&full);
    assert_eq!(back.code, 0, "{back:?}");
    let read_only = Disk::read_only(tempfile::tempdir().unwrap());
    let refused = recover(&read_only);
    assert!(refused.code == 1 && refused.stderr.contains("the disk is read-only"), "{refused:?}");
}

#[test]
fn with_recipients_a_copy_is_made_at_the_next_start_and_their_identity_opens_it() {
    use age::secrecy::ExposeSecret;
    let school = School::new(None);
    let identity = age::x25519::Identity::generate();
    let file = school.folder.path().join("identity");
    fs::write(&file, identity.to_string().expose_secret()).unwrap();
    let settings = fs::read_to_string(school.settings()).unwrap();
    let with = |words: &str| {
        fs::write(school.settings(), format!("recovery_recipients = [{words}]\n{settings}")).unwrap();
        let mut served = school.serve();
        served.terminate();
        served.output()
    };
    let wrong = with("\"age1notone\"");
    assert!(wrong.contains("recipient 1 of recovery_recipients is not an age recipient"), "{wrong}");
    assert!(school.wrong().iter().any(|(id, _)| id == "recipients"));
    assert_eq!(copies(&school.data()).len(), 1);
    fs::remove_file(school.copy()).unwrap();

    let made = with(&format!("\"{}\"", identity.to_public()));
    assert!(made.contains("A recovery copy of the key was written"), "{made}");
    assert!(!made.contains("There is no recovery copy"), "{made}");
    let copy = school.copy();
    let once = fs::read(&copy).unwrap();
    let again = with(&format!("\"{}\"", identity.to_public()));
    assert!(!again.contains("was written"), "{again}");
    assert_eq!(fs::read(&copy).unwrap(), once);
    let right = fs::read(school.key()).unwrap();
    fs::remove_file(school.key()).unwrap();
    let by_paper = run(&mut school.command("recover"), &school.passphrase());
    assert!(by_paper.code == 1 && by_paper.stderr.contains("--identity"), "{by_paper:?}");
    let back = run(school.command("recover").arg("--identity").arg(&file), "");
    assert_eq!(back.code, 0, "{back:?}");
    assert_eq!(fs::read(school.key()).unwrap(), right);
}

#[test]
fn without_a_recovery_copy_every_start_says_so_until_init_makes_one() {
    let school = School::new(None);
    let start = || {
        let mut served = school.serve();
        served.terminate();
        served.output()
    };
    assert!(!start().contains("There is no recovery copy"));
    fs::remove_file(school.copy()).unwrap();
    for _ in 0..2 {
        assert!(start().contains("There is no recovery copy of this key"));
    }
    assert!(school.wrong().contains(&("copy_missing".to_owned(), "problem".to_owned())));
    let stale = school.data().join("hearken.recovery-00000000deadbeef-passphrase.age");
    fs::write(&stale, "of an older key").unwrap();
    assert!(start().contains("There is no recovery copy of this key"));
    assert!(school.wrong().contains(&("copy_stale".to_owned(), "problem".to_owned())));
    let made = school.init();
    assert!(made.code == 0 && passphrase(&made.stdout).is_some(), "{made:?}");
    assert_ne!(passphrase(&made.stdout), Some(school.passphrase()));
    assert_eq!(fs::read_to_string(stale).unwrap(), "of an older key", "backups may need it");
    assert!(!start().contains("There is no recovery copy"));
    assert!(!school.wrong().iter().any(|(id, _)| id.starts_with("copy")));
}
