//! The walk of an object and its type side by side, with the rules of each field on the way.

use serde_json::{Map, Value};

use super::form::{KeyField, Must, Text};
use super::look::{Look, is_empty, whole};
use super::quantity::amount;
use super::texts::{LABEL_VALUE, PORT_NAME, QUALIFIED};
use super::{fields, kinds, metadata, types};
use crate::kubernetes::fault::{Fault, FaultKind};
use crate::kubernetes::form::{Field, Form, Type};
use crate::kubernetes::kinds::type_of;
use crate::values::{Segment, nearest};

/// Finds everything in an object that the API server of a minor release of Kubernetes 1 refuses though its type is right.
///
/// What is of a wrong type is passed over: [`check`](crate::kubernetes::check) tells it.
pub fn refused(object: &Map<String, Value>, minor: u64) -> Vec<Fault> {
    let mut walk = Walk { object, minor, way: Vec::new(), faults: Vec::new() };
    walk.look(object, metadata::look);
    if let Some(of) = type_of(object) {
        walk.fields(object, of);
        if let Some(rule) = kinds::rule(of.0) {
            walk.look(object, rule);
        }
    }
    walk.faults
}

struct Walk<'o> {
    object: &'o Map<String, Value>,
    minor: u64,
    way: Vec<Segment>,
    faults: Vec<Fault>,
}

impl<'o> Walk<'o> {
    fn look(&mut self, map: &'o Map<String, Value>, rule: fn(&mut Look<'_>)) {
        let Self { object, minor, way, faults } = self;
        rule(&mut Look { map, object, minor: *minor, way, faults });
    }

    fn fields(&mut self, map: &'o Map<String, Value>, of: &'static Type) {
        let musts = fields::of(of.0).unwrap_or_default();
        for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
            let Some(Field(name, form, is_needed, _)) = of.field(key) else { continue };
            self.way.push(Segment::Key(key.clone()));
            let all = musts.iter().filter(|(field, _)| field == name).flat_map(|(_, musts)| *musts);
            for must in all {
                self.hold(value, must, *is_needed);
            }
            self.below(value, form);
            self.way.pop();
        }
        for rule in types::rules(of.0) {
            self.look(map, *rule);
        }
    }

    fn below(&mut self, value: &'o Value, form: &'static Form) {
        match (form, value) {
            (Form::Object(of) | Form::Open(of), Value::Object(map)) => self.fields(map, of),
            (Form::Map(form), Value::Object(map)) => {
                for (key, value) in map {
                    self.step(Segment::Key(key.clone()), |walk| walk.below(value, form));
                }
            }
            (Form::List(form), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.step(Segment::Index(index), |walk| walk.below(item, form));
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, step: Segment, go: impl FnOnce(&mut Self)) {
        self.way.push(step);
        go(self);
        self.way.pop();
    }

    fn say(&mut self, must: impl Into<String>, instead: Option<&'static str>) {
        let kind = FaultKind::Refused { must: must.into(), instead: instead.map(str::to_owned) };
        self.faults.push(Fault { path: self.way.clone(), kind });
    }

    fn hold(&mut self, value: &'o Value, must: &'static Must, is_needed: bool) {
        match (must, value) {
            (Must::Choice(choices), Value::String(text)) => self.choice(text, choices, is_needed),
            (Must::Text(form), Value::String(text)) => self.text(text, form, is_needed),
            (Must::Port, Value::String(text)) => self.text(text, &PORT_NAME, true),
            (Must::Port, value) => self.within(value, 1, 65535),
            (Must::Within(least, most), value) => self.within(value, *least, *most),
            (Must::CountOrPercent, Value::String(text)) if !is_percentage(text) => {
                self.say("must be a number or a percentage such as `25%`", None);
            }
            (Must::CountOrPercent, value) => self.within(value, 0, i64::MAX),
            (Must::NotEmpty, value) if is_empty(value) => self.say("must not be empty", None),
            (Must::Each(must), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
                    self.step(Segment::Index(index), |walk| walk.hold(item, must, true));
                }
            }
            (Must::Each(must), Value::Object(map)) => {
                for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
                    self.step(Segment::Key(key.clone()), |walk| walk.hold(value, must, true));
                }
            }
            (Must::Keys(form), Value::Object(map)) => {
                for key in map.keys().filter(|key| !(form.is)(key)) {
                    self.step(Segment::Key(key.clone()), |walk| {
                        walk.say(format!("must have a key that is {}", form.words), None)
                    });
                }
            }
            (Must::Labels, Value::Object(map)) => self.labels(map),
            (Must::Unique(parts), Value::Array(items)) => self.unique(items, parts),
            (Must::Positive, value) if amount(value).is_some_and(|amount| amount <= 0) => {
                self.say("must be more than zero", None);
            }
            (Must::NotNegative, value) if amount(value).is_some_and(|amount| amount < 0) => {
                self.say("must not be less than zero", None);
            }
            _ => {}
        }
    }

    fn choice(&mut self, text: &str, choices: &'static [&'static str], is_needed: bool) {
        if choices.contains(&text) || (text.is_empty() && !is_needed) {
            return;
        }
        let known: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
        let instead = nearest(text, choices.iter().copied());
        self.say(format!("must be {}", or(&known)), instead);
    }

    fn text(&mut self, text: &str, form: &'static Text, is_needed: bool) {
        if text.is_empty() {
            if is_needed {
                self.say("must not be empty", None);
            }
        } else if !(form.is)(text) {
            self.say(not_of(form, text), None);
        }
    }

    fn within(&mut self, value: &Value, least: i64, most: i64) {
        let Some(number) = whole(value).filter(|number| !(least..=most).contains(number)) else { return };
        let words = match most {
            i64::MAX => format!("must be {least} or more"),
            0o777 => "must be between 0 and 0777, which is 511".to_owned(),
            _ => format!("must be between {least} and {most}"),
        };
        // 0777 in YAML 1.2, or a mode that was written without its zero.
        let instead = (most == 0o777 && number == 777).then_some("0777");
        self.say(words, instead);
    }

    fn labels(&mut self, map: &'o Map<String, Value>) {
        for (key, value) in map {
            self.step(Segment::Key(key.clone()), |walk| {
                if !(QUALIFIED.is)(key) {
                    walk.say(format!("must have a key that is {}", QUALIFIED.words), None);
                }
                if value.as_str().is_some_and(|text| !(LABEL_VALUE.is)(text)) {
                    walk.say(format!("must be {}", LABEL_VALUE.words), None);
                }
            });
        }
    }

    fn unique(&mut self, items: &'o [Value], parts: &'static [KeyField]) {
        let mut seen: Vec<Vec<&Value>> = Vec::new();
        let nothing = Value::Null;
        for (index, item) in items.iter().enumerate() {
            let part =
                |part: &KeyField| item.get(part.0).filter(|value| !is_empty(value) && value.as_str() != Some(part.1));
            let key: Vec<&Value> = parts.iter().map(|one| part(one).unwrap_or(&nothing)).collect();
            if key.last().is_none_or(|last| last.is_null()) {
                continue;
            }
            if seen.contains(&key) {
                let names: Vec<String> = parts.iter().map(|part| format!("`{}`", part.0)).collect();
                let last = parts.last().map_or("", |part| part.0);
                let way = if parts.len() == 1 { Some(Segment::Key(last.to_owned())) } else { None };
                let words = format!("must not have the same {} as an item before it", names.join(" and "));
                self.way.push(Segment::Index(index));
                self.way.extend(way.iter().cloned());
                self.say(words, None);
                self.way.truncate(self.way.len() - 1 - usize::from(way.is_some()));
            } else {
                seen.push(key);
            }
        }
    }
}

/// What a text must be, and how long it is where that may be what is wrong with it.
pub(super) fn not_of(form: &Text, text: &str) -> String {
    match text.len() {
        64.. => format!("must be {}; it has {} characters", form.words, text.chars().count()),
        _ => format!("must be {}", form.words),
    }
}

fn or(choices: &[String]) -> String {
    match choices.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => choices.concat(),
    }
}

fn is_percentage(text: &str) -> bool {
    text.strip_suffix('%').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
