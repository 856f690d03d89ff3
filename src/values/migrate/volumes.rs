//! `server.extraVolumes` as the volumes and mounts that the chart makes of it.

use serde_json::{Map, Value, json};

/// Where the chart mounts a volume that names no folder.
const FOLDER: &str = "/vault/userconfig";

/// The permissions of the files, 0644, that the chart gives where none are set.
const MODE: i64 = 420;

/// The volumes, and where they are mounted; nothing for a value that the chart cannot make volumes of.
pub(super) fn of(extra_volumes: &Value) -> Option<[Value; 2]> {
    let items = extra_volumes.as_array()?.iter().map(of_item).collect::<Option<Vec<_>>>()?;
    let (volumes, mounts): (Vec<_>, Vec<_>) = items.into_iter().unzip();
    Some([Value::Array(volumes), Value::Array(mounts)])
}

fn of_item(item: &Value) -> Option<(Value, Value)> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let (kind, name) = (text("type")?, text("name")?);
    let naming = match kind {
        "configMap" => "name",
        "secret" => "secretName",
        _ => return None,
    };
    let folder = match item.get("path") {
        Some(Value::String(path)) if !path.is_empty() => path,
        Some(Value::String(_) | Value::Null) | None => FOLDER,
        Some(_) => return None,
    };
    let mode = item.get("defaultMode").filter(|mode| !mode.is_null() && **mode != 0).cloned();
    let own_name = format!("userconfig-{name}");
    let mut volume = Map::new();
    volume.insert("name".to_owned(), json!(own_name));
    volume.insert(kind.to_owned(), json!({ naming: name, "defaultMode": mode.unwrap_or_else(|| json!(MODE)) }));
    let mount = json!({ "name": own_name, "mountPath": format!("{folder}/{name}"), "readOnly": true });
    Some((Value::Object(volume), mount))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of;

    #[test]
    fn a_volume_is_mounted_where_the_chart_mounts_it() {
        let extra = json!([
            {"type": "secret", "name": "tls"},
            {"type": "configMap", "name": "plugins", "path": "/usr", "defaultMode": 448},
        ]);
        let volumes = json!([
            {"name": "userconfig-tls", "secret": {"secretName": "tls", "defaultMode": 420}},
            {"name": "userconfig-plugins", "configMap": {"name": "plugins", "defaultMode": 448}},
        ]);
        let mounts = json!([
            {"name": "userconfig-tls", "mountPath": "/vault/userconfig/tls", "readOnly": true},
            {"name": "userconfig-plugins", "mountPath": "/usr/plugins", "readOnly": true},
        ]);
        assert_eq!(of(&extra), Some([volumes, mounts]));
    }

    #[test]
    fn what_the_chart_cannot_mount_is_left() {
        for extra in [json!("a"), json!([{"type": "nfs", "name": "a"}]), json!([{"type": "secret"}]), json!([1])] {
            assert_eq!(of(&extra), None, "{extra}");
        }
    }
}
