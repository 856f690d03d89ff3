//! Reads the records of the chart's releases, and writes down in Rust how each differs from the newest one.
//!
//! A record tells what its release makes differently from the next newer one. A run wants one release, and must not
//! read all records on the way to it: so the steps are put together here.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::fs;

use indexmap::IndexMap;

use super::values::schema::Type;
use super::yaml::{Data, Node};
use super::{constant, defaults, range, text};

const FOLDER: &str = "values/releases";

/// The values that name the version of an image: the key, and the image in the record.
const TAGS: [(&str, &str); 5] = [
    ("server.image.tag", "vault"),
    ("injector.agentImage.tag", "vault"),
    ("csi.agent.image.tag", "vault"),
    ("injector.image.tag", "vault-k8s"),
    ("csi.image.tag", "vault-csi-provider"),
];

type Failed = Box<dyn Error>;

/// One record as it was read.
struct Record {
    version: semver::Version,
    file: String,
    root: Node,
}

impl Record {
    fn text(&self, key: &str) -> Result<&str, Failed> {
        let said = self.root.at(key).and_then(Node::as_text);
        said.ok_or_else(|| format!("{} has no text `{key}`", self.file).into())
    }

    /// The keys and values of a map; none if the record has none of that name.
    fn map(&self, key: &str) -> Vec<(&str, (u32, u32), &Node)> {
        let entries = self.root.at(key).and_then(Node::as_map).into_iter().flatten();
        entries.map(|(key, entry)| (key.as_str(), (entry.key_span.start, entry.key_span.end), &entry.value)).collect()
    }

    fn list(&self, key: &str) -> Vec<&str> {
        texts(self.root.at(key))
    }
}

fn texts(node: Option<&Node>) -> Vec<&str> {
    match node.map(|node| &node.data) {
        Some(Data::List(items)) => items.iter().filter_map(Node::as_text).collect(),
        _ => Vec::new(),
    }
}

/// What a release differs in from the newest one, as it is put together step by step; each value as Rust.
#[derive(Clone, Default)]
struct Differences {
    defaults: IndexMap<String, String>,
    absent: IndexMap<String, String>,
    only: IndexMap<String, String>,
    types: IndexMap<String, String>,
    openshift_absent: BTreeSet<String>,
}

impl Differences {
    /// Takes the step from a release to the next older one.
    fn step(&mut self, number: usize, record: &Record, rust: &mut Rust) -> Result<(), Failed> {
        for (path, _, value) in record.map("absent") {
            if self.only.shift_remove(path).is_none() {
                let reads = rust.in_place(value)?;
                self.absent.retain(|below, _| below == path || !is_below(below, path));
                self.absent.insert(path.to_owned(), format!("Absent {{ path: {path:?}, reads: {reads} }}"));
            }
        }
        let absent: Vec<String> = self.absent.keys().cloned().collect();
        let is_there = |path: &str| !absent.iter().any(|absent| is_below(path, absent));
        for (path, image) in TAGS.into_iter().filter(|(path, _)| number > 0 && is_there(path)) {
            let key = format!("images.{image}");
            let node = record.root.at(&key).ok_or_else(|| format!("{} has no `{key}`", record.file))?;
            self.defaults.insert(path.to_owned(), rust.set(path, number, (0, 0), node));
        }
        for (path, key, value) in record.map("defaults") {
            self.defaults.insert(path.to_owned(), rust.set(path, number, key, value));
        }
        for (path, key, value) in record.map("only") {
            self.only.insert(path.to_owned(), rust.set(path, number, key, value));
        }
        for (path, _, value) in record.map("types") {
            self.types.insert(path.to_owned(), format!("({path:?}, &[{}])", types(value)?.join(", ")));
        }
        self.openshift_absent.extend(record.list("openshift.absent").into_iter().map(str::to_owned));
        self.defaults.retain(|path, _| is_there(path));
        self.types.retain(|path, _| is_there(path));
        Ok(())
    }

    /// Writes them down.
    fn written(&self, record: &Record) -> Result<String, Failed> {
        let join = |map: &IndexMap<String, String>| map.values().cloned().collect::<Vec<_>>().join(", ");
        let mut openshift = IndexMap::new();
        for (path, image) in TAGS {
            openshift.insert(path, format!("{}-ubi", record.text(&format!("images.{image}"))?));
        }
        for (path, _, value) in record.map("openshift.set") {
            openshift.insert(path, value.as_text().ok_or("tags are texts")?.to_owned());
        }
        openshift.retain(|path, _| !self.openshift_absent.contains(*path));
        Ok(format!(
            "Differences {{ defaults: &[{}], absent: &[{}], only: &[{}], types: &[{}], openshift: (&{:?}, &{:?}) }}",
            join(&self.defaults),
            join(&self.absent),
            join(&self.only),
            join(&self.types),
            openshift.into_iter().collect::<Vec<_>>(),
            self.openshift_absent.iter().collect::<Vec<_>>(),
        ))
    }
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The values that several releases share, each a static of its own.
#[derive(Default)]
struct Rust {
    text: String,
    count: usize,
}

impl Rust {
    fn value(&mut self, value: &Node) -> String {
        let name = format!("VALUE_{}", self.count);
        self.count += 1;
        // Writing into a string cannot fail.
        let _ = writeln!(self.text, "static {name}: Constant = {};", constant(value));
        name
    }

    fn set(&mut self, path: &str, record: usize, key: (u32, u32), value: &Node) -> String {
        let value = self.value(value);
        format!("Set {{ path: {path:?}, record: {record}, key: {key:?}, value: &{value} }}")
    }

    fn in_place(&mut self, said: &Node) -> Result<String, Failed> {
        match said.as_map().map(|map| map.iter().collect::<Vec<_>>()).as_deref() {
            None if said.is_null() => Ok("InPlace::Default".to_owned()),
            Some([(key, entry)]) if *key == "acts-as" => Ok(format!("InPlace::Value(&{})", self.value(&entry.value))),
            Some([(key, _)]) if *key == "read-all-the-same" => Ok("InPlace::Given".to_owned()),
            _ => Err(format!("`{}` does not say what is read in place of a key", said.to_json()).into()),
        }
    }
}

fn types(said: &Node) -> Result<Vec<String>, Failed> {
    let names = said.as_text().map_or_else(|| texts(Some(said)), |name| vec![name]);
    let names = names.into_iter().filter(|name| *name != "any");
    let parse = |name: &str| Type::parse(name).map(|kind| format!("Type::{kind:?}"));
    names.map(|name| parse(name).ok_or_else(|| format!("`{name}` is not a type").into())).collect()
}

/// What `--version` says of the records.
pub(super) struct Known {
    /// How many releases there are, and from which to which.
    pub(super) versions: String,
    /// The version of Vault that the newest runs.
    pub(super) vault: String,
    /// When the newest was released.
    pub(super) date: String,
}

fn known(records: &[Record]) -> Result<Known, Failed> {
    let (Some(newest), Some(oldest)) = (records.first(), records.last()) else { return Err("no records".into()) };
    Ok(Known {
        versions: format!("{} of vault-helm, {} to {}", records.len(), oldest.version, newest.version),
        vault: newest.text("images.vault")?.to_owned(),
        date: newest.text("date")?.to_owned(),
    })
}

/// The records as Rust, the newest first.
pub(super) fn records() -> Result<(String, Known), Failed> {
    println!("cargo:rerun-if-changed={FOLDER}");
    println!("cargo:rerun-if-changed=build/records.rs");
    let records = read()?;
    let features = features(&records)?;
    let (mut rust, mut differences, mut all) = (Rust::default(), Differences::default(), Vec::new());
    for (number, (record, features)) in records.iter().zip(features).enumerate() {
        differences.step(number, record, &mut rust)?;
        let (file, minor) = (&record.file, oldest_minor(record.text("kubeVersion")?)?);
        all.push(format!(
            "ChartRelease {{ version: {:?}, date: {:?}, kube_version: {:?}, oldest_minor: {minor}, images: Images {{ \
             vault: {:?}, vault_k8s: {:?}, vault_csi_provider: {:?} }}, features: Features {{ {features} }}, notes: \
             &[{}], record: ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{file}\"))), differences: \
             {}, schema: OnceLock::new() }}",
            record.text("version")?,
            record.text("date")?,
            record.text("kubeVersion")?,
            record.text("images.vault")?,
            record.text("images.vault-k8s")?,
            record.text("images.vault-csi-provider")?,
            notes(record)?.join(", "),
            differences.written(record)?,
        ));
    }
    let all = all.iter().map(|record| format!("{record},\n")).collect::<String>();
    let count = records.len();
    let rust = format!("{}pub(in crate::chart) static RELEASES: [ChartRelease; {count}] = [{all}];\n", rust.text);
    Ok((rust, known(&records)?))
}

fn read() -> Result<Vec<Record>, Failed> {
    let mut records = Vec::new();
    for entry in fs::read_dir(FOLDER)? {
        let file = format!("{FOLDER}/{}", entry?.file_name().display());
        let root = defaults(&text(&file)?).map_err(|error| format!("{file}: {error}"))?;
        let record = Record { version: semver::Version::new(0, 0, 0), file, root };
        let version = record.text("version")?;
        if record.file != format!("{FOLDER}/{version}.yaml") {
            return Err(format!("{} is the record of {version}", record.file).into());
        }
        records.push(Record { version: version.parse()?, ..record });
    }
    records.sort_by(|one, other| other.version.cmp(&one.version));
    Ok(records)
}

/// What each release does, as fields in Rust: what older ones brought and none dropped since.
fn features(records: &[Record]) -> Result<Vec<String>, Failed> {
    let all: BTreeSet<&str> = records.iter().flat_map(|record| record.list("brings")).collect();
    let mut now: BTreeSet<&str> = BTreeSet::new();
    let mut features = Vec::new();
    for record in records.iter().rev() {
        for dropped in record.list("drops") {
            if !now.remove(dropped) {
                return Err(format!("{} drops `{dropped}`, which no release brought", record.file).into());
            }
        }
        for brought in record.list("brings") {
            if !now.insert(brought) {
                return Err(format!("{} brings `{brought}`, which an older release brought", record.file).into());
            }
        }
        let fields: Vec<String> = all.iter().map(|name| format!("{name}: {}", now.contains(name))).collect();
        features.push(fields.join(", "));
    }
    features.reverse();
    Ok(features)
}

/// `>= 1.20.0-0` takes Kubernetes 1.20 and newer.
fn oldest_minor(constraint: &str) -> Result<u64, Failed> {
    let minor = constraint.strip_prefix(">= 1.").and_then(|rest| rest.strip_suffix(".0-0"));
    Ok(minor.ok_or_else(|| format!("`{constraint}` is read by nothing here"))?.parse()?)
}

fn notes(record: &Record) -> Result<Vec<String>, Failed> {
    let Some(Data::List(notes)) = record.root.at("notes").map(|notes| &notes.data) else { return Ok(Vec::new()) };
    let note = |note: &Node| -> Result<String, Failed> {
        let says =
            note.at("says").and_then(Node::as_text).ok_or_else(|| format!("{}: a note says nothing", record.file))?;
        let when = note.at("when").and_then(Node::as_map).into_iter().flatten();
        let when = when.map(|(word, entry)| condition(word, &entry.value)).collect::<Result<Vec<_>, _>>()?;
        Ok(format!("Note {{ says: {says:?}, when: &[{}] }}", when.join(", ")))
    };
    notes.iter().map(note).collect()
}

fn condition(word: &str, said: &Node) -> Result<String, Failed> {
    let list = || format!("(&{:?})", texts(Some(said)));
    let capitalised = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{}{rest}", first.to_uppercase())
    };
    let said_text = said.as_text().unwrap_or_default();
    Ok(match word {
        "part" => format!("When::Component(Component::{})", capitalised(said_text)),
        "mode" => {
            let modes = texts(Some(said)).into_iter().map(|mode| format!("Mode::{}", capitalised(mode)));
            format!("When::Mode(&[{}])", modes.collect::<Vec<_>>().join(", "))
        }
        "is-on" => format!("When::On{}", list()),
        "any-on" => format!("When::AnyOn{}", list()),
        "is-off" => format!("When::Off{}", list()),
        "set" => format!("When::Set{}", list()),
        "unset" => format!("When::Unset{}", list()),
        "map" => format!("When::Map{}", list()),
        "zero" => format!("When::Zero{}", list()),
        "openshift" => "When::OpenShift".to_owned(),
        "leader-election" => "When::LeaderElection".to_owned(),
        "kubernetes-before" => {
            let minor = said_text.strip_prefix("1.").ok_or("a version of Kubernetes is written as \"1.22\"")?;
            format!("When::KubernetesBefore({minor})")
        }
        "config-holds" => format!("When::ConfigHolds({said_text:?})"),
        "config-is-json" => "When::ConfigIsJson".to_owned(),
        _ => return Err(format!("`{word}` is not a condition of a note").into()),
    })
}
