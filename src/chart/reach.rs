//! What a key reaches: the objects and fields that a release made of it, as the record of reads says.

use crate::manifest::Object;
use crate::values::{Path, Read};

/// What a key reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The objects, in their order.
    pub objects: Vec<Reached>,
    /// Whether the key is read for what all templates share: which objects there are, their names, the mode.
    pub decides: bool,
}

/// An object that a key reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Kind and name: `StatefulSet/vault`.
    pub object: String,
    /// The fields that were made of it, such as `spec.replicas`; none if it only decides what is in the object.
    pub fields: Vec<String>,
}

impl Reach {
    /// What of the objects a key reaches.
    pub fn of(path: &Path, objects: &[Object], log: &[Read]) -> Self {
        let path = path.to_string();
        let concerns = |reads: &std::ops::Range<usize>| {
            log.get(reads.clone()).is_some_and(|reads| reads.iter().any(|read| read.concerns(&path)))
        };
        let reached = |object: &Object| {
            let (whole, fields) = object.fields.split_first()?;
            let mut names: Vec<String> = Vec::new();
            for field in fields.iter().filter(|field| concerns(&field.reads)) {
                let name = name(&field.pointer);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let object = format!("{}/{}", object.kind(), object.name());
            (concerns(&whole.reads) || !names.is_empty()).then_some(Reached { object, fields: names })
        };
        // Before the first template was rendered, facts were made and templates chosen.
        let first = objects.iter().filter_map(|object| object.fields.first()).map(|whole| whole.reads.start).min();
        Self {
            decides: concerns(&(0..first.unwrap_or(log.len()))),
            objects: objects.iter().filter_map(reached).collect(),
        }
    }

    /// Whether nothing at all reads the key.
    pub fn is_nothing(&self) -> bool {
        self.objects.is_empty() && !self.decides
    }
}

/// A field as messages call it: `spec.ports[0].name`, `data["vault.hcl"]`.
fn name(pointer: &str) -> String {
    let mut name = String::new();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        match step.parse::<usize>() {
            Ok(index) => name += &format!("[{index}]"),
            Err(_) if step.contains(['.', '/']) => name += &format!("[\"{step}\"]"),
            Err(_) if name.is_empty() => name = step,
            Err(_) => name += &format!(".{step}"),
        }
    }
    name
}
