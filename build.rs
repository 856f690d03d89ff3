//! Reads the documented defaults and the schema while the program is built, so that no run has to.
//!
//! The same code reads them as in the program; what comes out are statics in Rust. Tests compare them with what the
//! files say.

#![expect(dead_code, unreachable_pub, unused_imports, reason = "the program uses more of these modules than the build")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use source::{Sources, Span};
use values::schema::Schema;
use yaml::{Data, Entry, Node};

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "build/records.rs"]
mod records;
#[path = "src/source.rs"]
mod source;
#[path = "src/yaml/mod.rs"]
mod yaml;

mod values {
    #[path = "../src/values/path.rs"]
    pub(crate) mod path;
    #[path = "../src/values/schema.rs"]
    pub(crate) mod schema;
}

const DEFAULTS: &str = "values/values.yaml";
const SCHEMA: &str = "values/schema.json";

fn main() -> Result<(), Box<dyn Error>> {
    name_the_commit();
    write(
        "defaults.rs",
        &format!("pub(in crate::chart) static DEFAULTS: Constant = {};\n", constant(&defaults(&text(DEFAULTS)?)?)),
    )?;
    let (records, known) = records::records()?;
    println!("cargo:rustc-env=VAULTCHART_CHARTS={}", known.versions);
    println!("cargo:rustc-env=VAULTCHART_VAULT={}", known.vault);
    println!("cargo:rustc-env=VAULTCHART_TABLES={}", known.date);
    write("releases.rs", &records)?;
    write("schema.rs", &Statics::of(&Schema::parse(&text(SCHEMA)?)?))
}

/// Puts the commit into the version, where the source is a clone: `0.1.0 (1a2b3c4)`.
fn name_the_commit() {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let version = match git(&["rev-parse", "--short", "HEAD"]) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo:rustc-env=VAULTCHART_VERSION={version}");
    // A new commit writes a line there.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]).filter(|log| Path::new(log).exists()) {
        println!("cargo:rerun-if-changed={log}");
    }
}

/// What git says of this folder; nothing if there is no git, or no clone.
fn git(arguments: &[&str]) -> Option<String> {
    // A package unpacked inside of another repository is not that repository's commit.
    if !Path::new(".git").exists() {
        return None;
    }
    let said = Command::new("git").args(arguments).output().ok().filter(|said| said.status.success())?;
    Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())
}

fn text(file: &str) -> Result<String, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={file}");
    Ok(fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))?)
}

/// The tree of the defaults.
fn defaults(text: &str) -> Result<Node, Box<dyn Error>> {
    let source = Sources::default().add(DEFAULTS, text);
    let stream = yaml::read(text, source).map_err(|error| format!("{DEFAULTS}: {error}"))?;
    let document = stream.documents.into_iter().next();
    Ok(document.ok_or_else(|| format!("{DEFAULTS} is empty"))?.root)
}

/// Writes a tree down in Rust.
fn constant(node: &Node) -> String {
    let data = match &node.data {
        Data::Null => "Null".to_owned(),
        Data::Bool(bool) => format!("Bool({bool})"),
        Data::Number(number) => format!("Number(Number::{number:?})"),
        Data::Text(text) => format!("Text({text:?})"),
        Data::List(items) => format!("List(&[{}])", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        Data::Map(map) => {
            let entry = |(key, entry): (&String, &Entry)| {
                format!("({key:?}, {}, {})", range(entry.key_span), constant(&entry.value))
            };
            format!("Map(&[{}])", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    };
    let Node { span, style, .. } = node;
    format!("Constant {{ range: {}, style: Style::{style:?}, data: ConstantData::{data} }}", range(*span))
}

fn range(span: Span) -> String {
    format!("({}, {})", span.start, span.end)
}

/// Writes a schema down in Rust. Each list is a static of its own, that the schema above it refers to.
#[derive(Default)]
struct Statics {
    rust: String,
    count: usize,
}

impl Statics {
    fn of(schema: &Schema) -> String {
        let mut statics = Self::default();
        let whole = statics.schema(schema);
        format!("{}pub(in crate::chart) static SCHEMA: Schema = {whole};\n", statics.rust)
    }

    fn schema(&mut self, schema: &Schema) -> String {
        let types = schema.types().iter().map(|kind| format!("Type::{kind:?}")).collect();
        let properties = schema.properties().map(|(key, below)| format!("({}, {})", cow(key), self.schema(below)));
        let properties = properties.collect();
        let items = schema.items().map(|items| self.schema(items)).into_iter().collect();
        let own = schema.own_texts().map(|(keyword, value)| format!("({}, {})", cow(keyword), cow(value))).collect();
        let types = self.list("Type", types);
        let properties = self.list("(Cow<'static, str>, Schema)", properties);
        let items = self.list("Schema", items);
        let own = self.list("(Cow<'static, str>, Cow<'static, str>)", own);
        format!("Schema::of(&{types}, &{properties}, &{items}, &{own})")
    }

    fn list(&mut self, of: &str, items: Vec<String>) -> String {
        if items.is_empty() {
            return "[]".to_owned();
        }
        let name = format!("LIST_{}", self.count);
        self.count += 1;
        self.rust += &format!("static {name}: [{of}; {}] = [{}];\n", items.len(), items.join(", "));
        name
    }
}

fn cow(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn write(name: &str, rust: &str) -> Result<(), Box<dyn Error>> {
    let folder = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    Ok(fs::write(Path::new(&folder).join(name), rust)?)
}
