//! Reads the documented defaults and the schema, and compiles the templates, while the program is built, so that no run
//! has to.
//!
//! The same code reads them as in the program; what comes out are statics in Rust. Tests compare them with what the
//! files say.

#![expect(dead_code, unreachable_pub, unused_imports, reason = "the program uses more of these modules than the build")]

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use minijinja::Environment;
use minijinja::machinery::{self, Instruction, Instructions};
use source::{Sources, Span};
use values::schema::Schema;
use yaml::{Data, Entry, Node};

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/source.rs"]
mod source;
#[path = "src/render/syntax.rs"]
mod syntax;
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
const RELEASES: &str = "values/releases";
const TEMPLATES: &str = "templates";

fn main() -> Result<(), Box<dyn Error>> {
    name_the_commit();
    link_at_fixed_place();
    write(
        "defaults.rs",
        &format!("pub(in crate::chart) static DEFAULTS: Constant = {};\n", constant(&defaults(&text(DEFAULTS)?)?)),
    )?;
    write("releases.rs", &releases()?)?;
    write("schema.rs", &Statics::of(&Schema::parse(&text(SCHEMA)?)?))?;
    write("templates.rs", &templates()?)
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

/// Lets the program lie where the linker puts it. Every run would else move its five thousand addresses to another
/// place, and fetch the memory that holds them.
///
/// A static program is left alone: what starts it expects to be moved, and would not start. `.ci/release` asks the
/// compiler itself for a fixed place.
fn link_at_fixed_place() {
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    let is_static = env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|all| all.split(',').any(|one| one == "crt-static"));
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
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

/// Writes the records of the releases down in Rust, the newest first.
fn releases() -> Result<String, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={RELEASES}");
    let mut records = Vec::new();
    for file in fs::read_dir(RELEASES)? {
        let file = format!("{RELEASES}/{}", file?.file_name().display());
        let root = defaults(&text(&file)?).map_err(|error| format!("{file}: {error}"))?;
        let said =
            |key: &str| root.at(key).and_then(Node::as_text).ok_or_else(|| format!("{file} has no text `{key}`"));
        let version = said("version")?.parse::<semver::Version>().map_err(|error| format!("{file}: {error}"))?;
        let rust = format!(
            "ChartRelease {{ version: {:?}, date: {:?}, kube_version: {:?}, images: Images {{ vault: {:?}, vault_k8s: {:?}, \
             vault_csi_provider: {:?} }} }}",
            said("version")?,
            said("date")?,
            said("kubeVersion")?,
            said("images.vault")?,
            said("images.vault-k8s")?,
            said("images.vault-csi-provider")?,
        );
        records.push((version, rust));
    }
    records.sort_by(|one, other| other.0.cmp(&one.0));
    let all: Vec<&str> = records.iter().map(|(_, rust)| rust.as_str()).collect();
    Ok(format!("pub(in crate::chart) static RELEASES: [ChartRelease; {}] = [{}];\n", all.len(), all.join(", ")))
}

/// Compiles the templates that make objects, and writes the instructions down in Rust.
fn templates() -> Result<String, Box<dyn Error>> {
    let mut environment = Environment::new();
    environment.set_syntax(syntax::block_tags_alone());
    let (mut rust, mut all) = (String::new(), Vec::new());
    for file in template_files()? {
        let text = text(&format!("{TEMPLATES}/{file}"))?;
        let template = environment.template_from_named_str(&file, &text)?;
        let compiled = machinery::get_compiled_template(&template);
        if !compiled.blocks.is_empty() {
            return Err(format!("{file}: blocks are not compiled").into());
        }
        // Such a template is compiled when it is rendered.
        let Some(steps) = steps(&compiled.instructions).map_err(|error| format!("{file}: {error}"))? else { continue };
        let name = format!("STEPS_{}", all.len());
        rust += &format!("static {name}: [Step; {}] = [{}];\n", steps.len(), steps.join(", "));
        all.push(format!("Compiled::of({file:?}, &{name})"));
    }
    Ok(format!("{rust}pub(super) static COMPILED: [Compiled; {}] = [{}];\n", all.len(), all.join(", ")))
}

/// The files of templates that make objects, sorted: `server/statefulset.yaml.j2`. Those of macros start with `_`.
fn template_files() -> Result<Vec<String>, Box<dyn Error>> {
    println!("cargo:rerun-if-changed={TEMPLATES}");
    let mut files = Vec::new();
    for folder in fs::read_dir(TEMPLATES)? {
        let folder = folder?;
        if folder.file_type()?.is_dir() {
            println!("cargo:rerun-if-changed={}", folder.path().display());
            for file in fs::read_dir(folder.path())? {
                let (folder, file) = (folder.file_name(), file?.file_name());
                let is_template = |file: &str| file.ends_with(".yaml.j2") && !file.starts_with(['_', '.']);
                if let Some(file) = file.to_str().filter(|file| is_template(file)) {
                    files.push(format!("{}/{file}", folder.display()));
                }
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The steps in Rust; nothing if one of them holds what has no public name, as imports and chained comparisons do.
fn steps(instructions: &Instructions<'_>) -> Result<Option<Vec<String>>, Box<dyn Error>> {
    let mut steps = Vec::new();
    for index in 0.. {
        let Some(instruction) = instructions.get(index) else { break };
        let step = match instruction {
            Instruction::LoadConst(value) => match value.as_str() {
                Some(text) if !value.is_safe() => format!("Text({text:?})"),
                None if !value.is_undefined() => format!("Data({:?})", serde_json::to_string(value)?),
                _ => return Err(format!("the constant {value:?} has no form in Rust").into()),
            },
            Instruction::BeginCapture(_) | Instruction::CompareAndPreserve(_) => return Ok(None),
            // The names of instructions and what they hold are written in Rust as they are printed for people.
            other => format!("Do(Instruction::{other:?})"),
        };
        steps.push(format!("Step::{step}"));
    }
    Ok(Some(steps))
}

fn write(name: &str, rust: &str) -> Result<(), Box<dyn Error>> {
    let folder = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    Ok(fs::write(Path::new(&folder).join(name), rust)?)
}
