//! What Helm hands to a template besides plain data: things with methods, and with a fixed set of fields.

use std::sync::Arc;

use super::calendar::Moment;
use super::error::ErrorKind;
use super::value::{Entries, List, Value};
use super::version::Version;

/// One thing with methods.
#[derive(Debug)]
pub(super) enum Object {
    /// `.Capabilities`.
    Capabilities(Entries),
    /// `.Capabilities.KubeVersion`: its fields, and the numbers alone, which it prints as.
    KubeVersion(Entries, String),
    /// `.Capabilities.HelmVersion`.
    HelmVersion(Entries),
    /// `.Capabilities.APIVersions`, a list of texts.
    ApiVersions(List),
    /// `.Files`, which holds no file.
    Files,
    /// What `toDate` gives.
    Moment(Moment),
    /// What `semver` gives.
    Version(Version, String),
}

impl Object {
    /// The elements, if it acts as a list.
    pub(super) fn list(&self) -> Option<&List> {
        match self {
            Self::ApiVersions(list) => Some(list),
            _ => None,
        }
    }

    /// How long it is, if it acts as a list or a map.
    pub(super) fn length(&self) -> Option<usize> {
        match self {
            Self::Files => Some(0),
            _ => self.list().map(|list| list.elements().len()),
        }
    }

    /// Go's name of the type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Capabilities(_) => "*common.Capabilities",
            Self::KubeVersion(..) => "common.KubeVersion",
            Self::HelmVersion(_) => "version.BuildInfo",
            Self::ApiVersions(_) => "common.VersionSet",
            Self::Files => "engine.files",
            Self::Moment(_) => "time.Time",
            Self::Version(..) => "*semver.Version",
        }
    }

    /// What it is, in the words of a message.
    pub(super) fn described(&self) -> &'static str {
        match self {
            Self::Capabilities(_) => "`.Capabilities`",
            Self::KubeVersion(..) => "`.Capabilities.KubeVersion`",
            Self::HelmVersion(_) => "`.Capabilities.HelmVersion`",
            Self::ApiVersions(_) => "`.Capabilities.APIVersions`",
            Self::Files => "`.Files`",
            Self::Moment(_) => "a date",
            Self::Version(..) => "a version",
        }
    }

    /// Go's name of the kind.
    pub(super) fn kind_name(&self) -> &'static str {
        match self {
            Self::Capabilities(_) | Self::Version(..) => "ptr",
            Self::ApiVersions(_) => "slice",
            Self::Files => "map",
            Self::KubeVersion(..) | Self::HelmVersion(_) | Self::Moment(_) => "struct",
        }
    }

    /// What stands in the text where the template prints it itself and hands it to no function, if that differs.
    pub(super) fn printed(&self) -> Option<&str> {
        match self {
            Self::KubeVersion(_, numbers) => Some(numbers),
            _ => None,
        }
    }

    /// The same as plain data, for functions that want a text.
    pub(super) fn plain(&self) -> Value {
        match self {
            Self::Capabilities(fields) | Self::HelmVersion(fields) => Value::map(fields.clone()),
            Self::KubeVersion(fields, numbers) => {
                let field = |name: &str| match fields.get(name) {
                    Some(Value::Text(text)) => text.to_string(),
                    _ => String::new(),
                };
                Value::text(format!("{{{} {numbers} {} {}}}", field("Version"), field("Major"), field("Minor")))
            }
            Self::ApiVersions(list) => Value::list(list.elements().to_vec()),
            Self::Files => Value::map(Entries::new()),
            Self::Moment(moment) => Value::text(
                moment.written("2006-01-02 15:04:05.999999999 -0700 MST").unwrap_or_else(|| moment.seconds.to_string()),
            ),
            Self::Version(version, _) => Value::text(version.to_string()),
        }
    }

    /// The same as plain data, for JSON.
    pub(super) fn data(&self) -> Value {
        match self {
            Self::KubeVersion(fields, _) => Value::map(fields.clone()),
            Self::Moment(moment) => {
                moment.written("2006-01-02T15:04:05.999999999Z07:00").map_or_else(|| self.plain(), Value::text)
            }
            _ => self.plain(),
        }
    }

    /// Reads a field, or calls the method of that name; none if there is no such field.
    ///
    /// # Errors
    ///
    /// Fails when a method gets arguments that it does not take.
    pub(super) fn member(&self, name: &str, arguments: &[Value]) -> Result<Option<Value>, ErrorKind> {
        let value = match self {
            Self::Capabilities(fields) | Self::KubeVersion(fields, _) | Self::HelmVersion(fields) => {
                match (fields.get(name), arguments) {
                    (Some(value), []) => Some(value.clone()),
                    (Some(_), _) => return Err(ErrorKind::NotFunction { name: format!(".{name}") }),
                    (None, _) => self.version_text(name, arguments),
                }
            }
            Self::ApiVersions(list) => has(list, name, arguments)?,
            Self::Files => file(name, arguments)?,
            Self::Moment(moment) => match (name, arguments) {
                ("Unix", []) => Some(Value::int64(moment.seconds)),
                ("Format", [Value::Text(layout)]) if layout.len() < 4096 => moment.written(layout).map(Value::from),
                _ => None,
            },
            Self::Version(version, original) => version_member(version, original, name, arguments),
        };
        Ok(value)
    }

    fn version_text(&self, name: &str, arguments: &[Value]) -> Option<Value> {
        match (self, name, arguments) {
            (Self::KubeVersion(fields, _), "GitVersion", []) => fields.get("Version").cloned(),
            (Self::KubeVersion(_, numbers), "String", []) => Some(numbers.as_str().into()),
            _ => None,
        }
    }
}

fn has(list: &List, name: &str, arguments: &[Value]) -> Result<Option<Value>, ErrorKind> {
    if name != "Has" {
        return Ok(None);
    }
    let wanted = only_text(name, arguments)?;
    let found = list.elements().iter().any(|element| matches!(element, Value::Text(text) if **text == *wanted));
    Ok(Some(found.into()))
}

fn file(name: &str, arguments: &[Value]) -> Result<Option<Value>, ErrorKind> {
    Ok(match name {
        "Get" => {
            only_text(name, arguments)?;
            Some("".into())
        }
        "GetBytes" | "Lines" => {
            only_text(name, arguments)?;
            Some(Value::list(Vec::new()))
        }
        "Glob" => {
            only_text(name, arguments)?;
            Some(Value::Object(Arc::new(Object::Files)))
        }
        "AsConfig" | "AsSecrets" => Some("{}".into()),
        _ if arguments.is_empty() => Some(Value::list(Vec::new())),
        _ => None,
    })
}

fn only_text<'a>(function: &str, arguments: &'a [Value]) -> Result<&'a str, ErrorKind> {
    match arguments {
        [Value::Text(text)] => Ok(text),
        [other] => Err(ErrorKind::ArgumentType {
            function: function.to_owned(),
            position: 1,
            expected: "a string",
            found: other.described().to_owned(),
        }),
        _ => Err(ErrorKind::ArgumentCount {
            function: function.to_owned(),
            expected: "1".to_owned(),
            found: arguments.len(),
        }),
    }
}

fn version_member(version: &Version, original: &str, name: &str, arguments: &[Value]) -> Option<Value> {
    match arguments {
        [] => version_field(version, original, name),
        [Value::Object(other)] => match &**other {
            Object::Version(other, _) => version_against(version, other, name),
            _ => None,
        },
        _ => None,
    }
}

/// How two versions stand to each other; the metadata does not count.
fn version_against(version: &Version, other: &Version, name: &str) -> Option<Value> {
    let order = version.precedence(other);
    match name {
        "Compare" => Some(Value::int(order as i64)),
        "Equal" => Some(order.is_eq().into()),
        "LessThan" => Some(order.is_lt().into()),
        "LessThanEqual" => Some(order.is_le().into()),
        "GreaterThan" => Some(order.is_gt().into()),
        "GreaterThanEqual" => Some(order.is_ge().into()),
        _ => None,
    }
}

fn version_field(version: &Version, original: &str, name: &str) -> Option<Value> {
    let number = |number: u64| Value::int64(i64::try_from(number).unwrap_or(i64::MAX));
    let next = |next: Version| {
        let text = next.to_string();
        Some(Value::Object(Arc::new(Object::Version(next, text))))
    };
    match name {
        "IncMajor" => next(version.next_major()),
        "IncMinor" => next(version.next_minor()),
        "IncPatch" => next(version.next_patch()),
        "Major" => Some(number(version.major())),
        "Minor" => Some(number(version.minor())),
        "Patch" => Some(number(version.patch())),
        "Prerelease" => Some(version.prerelease().into()),
        "Metadata" => Some(version.metadata().into()),
        "Original" => Some(original.into()),
        "String" => Some(version.to_string().into()),
        _ => None,
    }
}
