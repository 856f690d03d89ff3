//! A configuration beside the tables: what is known, and what is not.

use std::collections::HashSet;
use std::rc::Rc;

use super::entry::{Kind, Vocabulary};
use super::shared::shared as family;
use super::top::{TOP, TYPED, types};
use crate::check::listener::type_of;
use crate::vault_config::{Attribute, Block, Body, Config, Name, Value};

/// One name of a configuration.
pub(in crate::check) struct Setting<'c> {
    /// The name.
    pub(in crate::check) name: &'c Name,
    /// What it is.
    pub(in crate::check) found: Meaning<'c>,
    /// The block that it stands in, in the words of a message; empty at the top.
    pub(in crate::check) holder: String,
    /// What may stand there.
    pub(in crate::check) vocabulary: &'static Vocabulary,
    /// What may stand there as in all blocks of its family.
    shared: &'static [(&'static str, Kind)],
    /// The attributes that stand in the same block, in small letters; all that stand there share the set.
    beside: Rc<HashSet<String>>,
}

/// What a name is.
pub(in crate::check) enum Meaning<'c> {
    /// An attribute that is known.
    Attribute(&'c Value, Kind),
    /// An attribute whose name is that of a block.
    AttributeForBlock(&'c Value),
    /// A block whose name is that of an attribute that holds no map.
    BlockForAttribute,
    /// A block whose first label is none of the types of its kind.
    UnknownType(&'c Block),
    /// A block that is known.
    Block,
    /// An attribute that is not known.
    UnknownAttribute,
    /// A block that is not known.
    UnknownBlock,
}

impl Setting<'_> {
    /// Every name that may stand beside this one.
    pub(in crate::check) fn names(&self) -> impl Iterator<Item = &'static str> {
        let typed = TYPED.iter().map(|(kind, _)| *kind).filter(|_| self.holder.is_empty());
        self.vocabulary.names().chain(typed).chain(self.shared.iter().map(|(name, _)| *name))
    }

    /// Whether an attribute of a name stands in the same block.
    pub(in crate::check) fn is_beside(&self, name: &str) -> bool {
        self.beside.contains(&name.to_ascii_lowercase())
    }

    /// The block that it stands in, for the end of a sentence; nothing at the top.
    pub(in crate::check) fn place(&self) -> String {
        if self.holder.is_empty() { String::new() } else { format!(" in `{}`", self.holder) }
    }
}

/// Every name of a configuration that can be judged; blocks of which nothing is documented are passed over.
pub(in crate::check) fn settings(config: &Config) -> Vec<Setting<'_>> {
    let mut found = Vec::new();
    add(&config.body, &TOP, &[], "", &mut found);
    found
}

fn add<'c>(
    body: &'c Body,
    vocabulary: &'static Vocabulary,
    shared: &'static [(&'static str, Kind)],
    holder: &str,
    found: &mut Vec<Setting<'c>>,
) {
    let names = body.attributes.iter().map(|attribute| attribute.name.text.to_ascii_lowercase());
    let beside: Rc<HashSet<String>> = Rc::new(names.collect());
    let setting = |name: &'c Name, it| Setting {
        name,
        found: it,
        holder: holder.to_owned(),
        vocabulary,
        shared,
        beside: beside.clone(),
    };
    let of_family = |name: &str| shared.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|known| known.1);
    for Attribute { name, value } in &body.attributes {
        let is_typed = holder.is_empty() && types(&name.text).is_some();
        let it = match vocabulary.attribute(&name.text).or_else(|| of_family(&name.text)) {
            Some(kind) => Meaning::Attribute(value, kind),
            None if is_typed || vocabulary.block(&name.text).is_some() => Meaning::AttributeForBlock(value),
            None => Meaning::UnknownAttribute,
        };
        found.push(setting(name, it));
    }
    for block in &body.blocks {
        let kind = block.kind.text.as_str();
        if let Some(types) = types(kind).filter(|_| holder.is_empty()) {
            match types.iter().find(|(known, _)| type_of(block) == Some(*known)) {
                Some((known, Some(inner))) => add(&block.body, inner, family(kind, known), &called(block), found),
                Some((_, None)) => {}
                None => found.push(setting(&block.kind, Meaning::UnknownType(block))),
            }
            continue;
        }
        match (vocabulary.block(kind), vocabulary.attribute(kind)) {
            // Of a type that stands behind the word, nothing is judged.
            (Some(_), _) if kind == "kms" => {}
            (Some(inner), _) => {
                found.push(setting(&block.kind, Meaning::Block));
                add(&block.body, inner, &[], &called(block), found);
            }
            (None, Some(Kind::Map)) => {}
            (None, Some(_)) => found.push(setting(&block.kind, Meaning::BlockForAttribute)),
            (None, None) => found.push(setting(&block.kind, Meaning::UnknownBlock)),
        }
    }
}

/// The block as it is written: `listener "tcp"`.
fn called(block: &Block) -> String {
    match block.label() {
        Some(label) => format!("{} \"{label}\"", block.kind.text),
        None => block.kind.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::vault_config::parse;

    /// What is found to be unknown or of another form, one word each.
    fn odd(text: &str) -> String {
        let config = parse(text, Sources::default().add("", "")).expect("a configuration");
        let word = |setting: &Setting<'_>| {
            let kind = match &setting.found {
                Meaning::Attribute(..) | Meaning::Block => return None,
                Meaning::AttributeForBlock(_) => "attribute",
                Meaning::BlockForAttribute => "block",
                Meaning::UnknownType(_) => "type",
                Meaning::UnknownAttribute => "unknown",
                Meaning::UnknownBlock => "unknown-block",
            };
            Some(format!("{kind} {}{}", setting.name.text, setting.place()))
        };
        settings(&config).iter().filter_map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn names_are_known_where_they_belong() {
        let table = [
            ("ui = true\nUI = true\napi_addr = \"x\"", ""),
            ("uii = true", "unknown uii"),
            ("listner \"tcp\" {}", "unknown-block listner"),
            ("listener \"tpc\" {}", "type listener"),
            ("listener \"tcp\" { tls_disabled = 1 }", "unknown tls_disabled in `listener \"tcp\"`"),
            ("listener \"tcp\" { telemetry { x = 1 } }", "unknown x in `telemetry`"),
            ("listener \"tcp\" { custom_response_headers { \"default\" = { \"a\" = [\"b\"] } } }", ""),
            ("storage \"raft\" { retry_join { leader = \"x\" } }", "unknown leader in `retry_join`"),
            ("storage \"cassandra\" { anything = 1 }", ""),
            ("{\"storage\": {\"raft\": {\"pth\": \"x\"}}}", "unknown pth in `storage \"raft\"`"),
            ("listener = \"tcp\"", "attribute listener"),
            ("cluster_name { a = 1 }", "block cluster_name"),
            ("seal \"awskms\" { disabled = true\n name = \"a\"\n priority = 1 }", ""),
            ("storage { path = \"x\" }", "type storage"),
            ("listener { type = \"tcp\"\n address = \"x\" }", ""),
            ("listener \"unix\" { socket_mode = \"x\"\n tls_disable = 1 }", ""),
            ("ha_storage \"file\" { path = \"x\"\n redirect_addr = \"y\" }", ""),
            ("kms \"transit\" { anything = 1 }", ""),
        ];
        for (text, expected) in table {
            assert_eq!(odd(text), expected, "{text}");
        }
    }
}
