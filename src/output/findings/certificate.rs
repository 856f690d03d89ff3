//! The certificate that a release needs: its names, who asks by them, and which of them it has.

use serde_json::{Value, json};

use super::place::spot;
use super::view::FindingsView;
use crate::check::{Name, WantedCertificate, certificate_lines};
use crate::output::printable::{self, printable};
use crate::secrets::Veil;

/// The certificate in a view; nothing where the view has no form for it.
pub fn wanted_certificate(certificate: Option<&WantedCertificate>, texts: &Veil, view: FindingsView) -> Option<String> {
    match view {
        FindingsView::Text => Some(certificate.map_or_else(none, |certificate| text(certificate, texts))),
        FindingsView::Markdown => Some(certificate.map_or_else(none, |certificate| markdown(certificate, texts))),
        FindingsView::Json => {
            let document = certificate.map_or(Value::Null, |certificate| document(certificate, texts));
            Some(format!("{}\n", printable::json(&format!("{document:#}"))))
        }
        _ => None,
    }
}

fn none() -> String {
    "no listener speaks TLS with its own certificate: nothing has to be valid for a name\n".to_owned()
}

fn text(certificate: &WantedCertificate, texts: &Veil) -> String {
    let mut text = format!("{}\n\n", about(certificate, texts));
    let longest = certificate.names.iter().map(|name| name.text.chars().count()).max().unwrap_or_default();
    for name in &certificate.names {
        let who = printable(&name.who().join(", ")).into_owned();
        text.push_str(&format!("{:<8} {:<longest$}  {who}\n", state(name), printable(&name.text)));
    }
    text.push_str(&format!("\nas lines of a Certificate of cert-manager:\n\n{}", lines(certificate)));
    text
}

fn markdown(certificate: &WantedCertificate, texts: &Veil) -> String {
    let mut text = format!("{}\n\n| | name | who uses it |\n| --- | --- | --- |\n", about(certificate, texts));
    for name in &certificate.names {
        let who = printable(&name.who().join(", ")).replace('|', "\\|");
        text.push_str(&format!("| {} | `{}` | {who} |\n", state(name), printable(&name.text)));
    }
    text.push_str(&format!("\nAs lines of a Certificate of cert-manager:\n\n```yaml\n{}```\n", lines(certificate)));
    text
}

fn document(certificate: &WantedCertificate, texts: &Veil) -> Value {
    let names: Vec<Value> = certificate.names.iter().map(|name| {
        json!({"name": name.text, "isUsed": name.is_used(), "isValid": name.is_valid, "askedBy": name.who()})
    }).collect();
    json!({
        "file": certificate.file,
        "place": spot(&certificate.label, texts),
        "secret": certificate.secret,
        "maker": certificate.maker,
        "names": names,
    })
}

/// Where the certificate comes from.
fn about(certificate: &WantedCertificate, texts: &Veil) -> String {
    let secret = certificate.secret.as_ref().map(|secret| format!(" of Secret `{secret}`")).unwrap_or_default();
    let maker = certificate.maker.as_deref().unwrap_or("somebody else: which names it has is not known here");
    let place = spot(&certificate.label, texts);
    let text = format!("the certificate is `{}`{secret}, named at {place}\nit is made by {maker}", certificate.file);
    text.lines().map(|line| printable(line).into_owned()).collect::<Vec<_>>().join("\n")
}

fn state(name: &Name) -> &'static str {
    match name.is_valid {
        Some(true) => "has",
        Some(false) if name.is_used() => "lacks",
        Some(false) => "(lacks)",
        None if name.is_used() => "needs",
        None => "(needs)",
    }
}

fn lines(certificate: &WantedCertificate) -> String {
    let mut text = String::new();
    for (key, names) in certificate_lines(certificate.names.iter()) {
        text.push_str(&format!("{key}:\n"));
        for name in names {
            text.push_str(&format!("  - {}\n", json!(printable(&name))));
        }
    }
    text
}
