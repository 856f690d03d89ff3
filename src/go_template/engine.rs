//! The entry: named templates that are read once, and texts that are evaluated with them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::Error;
use super::evaluate::evaluate;
use super::parser::parse;
use super::run::{ALL_WORK_LIMIT, Run, Templates};
use super::scope::Scope;
use super::syntax::{Body, Node};
use super::value::Value;

/// Evaluates Go templates as Helm's `tpl` does.
#[derive(Debug)]
pub struct Engine {
    templates: Arc<Templates>,
    /// The units of work that are left to all texts together.
    work: AtomicU64,
}

impl Engine {
    /// Reads the `{{ define }}` blocks that every text may include.
    ///
    /// # Errors
    ///
    /// Fails when the definitions are not a valid template.
    pub fn new(definitions: &str) -> Result<Self, Error> {
        Ok(Self::with(parse(definitions)?.definitions))
    }

    /// An engine with named templates that are plain texts.
    pub fn of_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let definition = |(name, text): (&str, &str)| (name.to_owned(), Arc::new(vec![Node::Plain(text.to_owned())]));
        Self::with(texts.into_iter().map(definition).collect())
    }

    fn with(own: BTreeMap<String, Arc<Body>>) -> Self {
        let templates = Arc::new(Templates { own, is_evaluated: false, outer: None });
        Self { templates, work: AtomicU64::new(ALL_WORK_LIMIT) }
    }

    /// Evaluates a text; what it sets in the scope is undone afterwards.
    ///
    /// # Errors
    ///
    /// Fails when the text is not a valid template, when Helm would refuse it, or when it does too much.
    pub fn evaluate(&self, source: &str, scope: &Scope) -> Result<String, Error> {
        if !source.contains("{{") {
            return Ok(without_marks(source.to_owned()));
        }
        let run = Run::with_work(self.work.load(Ordering::Relaxed));
        let evaluated = evaluate_text(&run, &self.templates, source, &scope.0, true);
        let less = |left: u64| Some(left.saturating_sub(run.work_done()));
        let _ = self.work.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        evaluated
    }
}

/// Evaluates a text with the templates of the texts around it.
///
/// # Errors
///
/// Fails as [`Engine::evaluate`] does; the place is given only if this is the text that the user knows.
pub(super) fn evaluate_text(
    run: &Run,
    outer: &Arc<Templates>,
    source: &str,
    dot: &Value,
    is_evaluated: bool,
) -> Result<String, Error> {
    let parsed = parse(source).map_err(|error| if is_evaluated { error } else { Error { span: None, ..error } })?;
    let templates = Arc::new(Templates { own: parsed.definitions, is_evaluated, outer: Some(Arc::clone(outer)) });
    let mut out = String::new();
    run.enter()?;
    evaluate(run, &templates, (&parsed.body, is_evaluated), dot, &mut out)?;
    run.leave();
    Ok(without_marks(out))
}

/// Evaluates a text inside another one, as the function `tpl` does.
///
/// # Errors
///
/// Fails as [`Engine::evaluate`] does, without a place.
pub(super) fn evaluate_inner(run: &Run, outer: &Arc<Templates>, source: &str, dot: &Value) -> Result<String, Error> {
    run.spend(source.len())?;
    evaluate_text(run, outer, source, &dot.clone().or_missing(), false)
}

/// What Helm does to the mark that a value which is not set leaves behind.
fn without_marks(text: String) -> String {
    if text.contains("<no value>") { text.replace("<no value>", "") } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::error::ErrorKind;
    use super::*;

    fn evaluate(source: &str) -> Result<String, Error> {
        let engine = Engine::new("").expect("no definitions are valid");
        engine.evaluate(source, &Scope::from(&serde_json::json!({"l": [1, 2, 3], "m": {"a": 1}})))
    }

    #[test]
    fn recursion_ends_in_an_error_before_the_stack_does() {
        let bodies = [
            r#"{{ include "r" . }}"#,
            r#"{{ template "r" . }}"#,
            r#"{{ if true }}{{ if true }}{{ print (((include "r" .))) }}{{ end }}{{ end }}"#,
            r#"{{ range $.l }}{{ with $ }}{{ template "r" $ }}{{ end }}{{ end }}"#,
            r#"{{ tpl "{{ include \"r\" . }}" . }}"#,
            r#"{{ and true (or false (not (default "" (include "r" . | quote)))) }}"#,
        ];
        for body in bodies {
            let source = format!("{{{{ define \"r\" }}}}{body}{{{{ end }}}}{{{{ include \"r\" . }}}}");
            let error = evaluate(&source).expect_err(body);
            assert!(matches!(error.kind, ErrorKind::Recursion { .. }), "{body}: {error}");
        }
    }

    #[test]
    fn the_deepest_values_fit_the_stack_of_the_deepest_templates() {
        let brackets = format!("{{{{ {}1{} }}}}", "(".repeat(60), ")".repeat(60));
        let ends = [
            "{{ .d }}".to_owned(),
            "{{ toYaml .d }}".to_owned(),
            "{{ toPrettyJson .d }}".to_owned(),
            "{{ printf \"%s\" .d }}".to_owned(),
            "{{ deepCopy .d | deepEqual .d }}".to_owned(),
            "{{ merge .d (deepCopy .d) | len }}".to_owned(),
            "{{ toJson .d | fromJson | toYaml | fromYaml | len }}".to_owned(),
            format!("{{{{ tpl `{}` . }}}}", "{{ if false }}".repeat(60) + &"{{ end }}".repeat(60)),
            format!("{{{{ if false }}}}{brackets}{{{{ end }}}}"),
        ];
        for end in ends {
            let source = format!(
                "{{{{ define \"r\" }}}}{{{{ if .n }}}}{{{{ template \"r\" (dict \"d\" .d \"n\" (int (sub .n 1))) }}}}\
                 {{{{ else }}}}{end}{{{{ end }}}}{{{{ end }}}}{{{{ $d := dict }}}}{{{{ range until 90 }}}}\
                 {{{{ $d = dict \"a\" $d }}}}{{{{ end }}}}{{{{ template \"r\" (dict \"d\" $d \"n\" 44) }}}}"
            );
            evaluate(&source).unwrap_or_else(|error| panic!("{end}: {error}"));
        }
    }

    #[test]
    fn deep_syntax_is_refused() {
        let deep = [
            format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000)),
            "{{ if true }}".repeat(5000) + &"{{ end }}".repeat(5000),
            format!("{{{{ if false }}}}{}{{{{ end }}}}", "{{ else if false }}".repeat(5000)),
            format!("{{{{ if false }}}}{}", "{{ else if false }}".repeat(5000)),
        ];
        for source in deep {
            let error = evaluate(&source).expect_err("too deep");
            assert!(matches!(error.kind, ErrorKind::NestedSyntax { .. }), "{error}");
        }
    }

    #[test]
    fn too_much_work_is_refused() {
        let much = [
            "{{ until 1000000000 }}",
            "{{ seq 1000000000 }}",
            "{{ untilStep 0 9223372036854775807 1 }}",
            r#"{{ repeat 1000000000 "x" }}"#,
            r#"{{ indent 1000000000 "x" }}"#,
            r#"{{ printf "%1000000d" 1 | repeat 1000 }}"#,
            "{{ range 1000000000 }}{{ end }}",
            "{{ range until 10000 }}{{ range until 10000 }}x{{ end }}{{ end }}",
            r#"{{ $s := "xxxxxxxx" }}{{ range until 100 }}{{ $s = print $s $s }}{{ end }}"#,
            "{{ $l := list 1 }}{{ range until 100 }}{{ $l = concat $l $l }}{{ end }}",
            r#"{{ $d := dict }}{{ range until 90 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ toJson $d }}"#,
            r#"{{ $d := dict }}{{ range until 90 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ $d }}"#,
            r#"{{ $d := dict }}{{ range until 90 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ deepCopy $d | len }}"#,
            r#"{{ $d := list }}{{ range until 90 }}{{ $d = list $d $d }}{{ end }}{{ printf "%d" $d }}"#,
            r#"{{ printf "%.1000000f" 1.5 | repeat 1000 }}"#,
            r#"{{ replace "" (repeat 100000 "y") (repeat 100000 "x") }}"#,
            r#"{{ join (repeat 100000 "y") (until 100000) }}"#,
        ];
        for source in much {
            let error = evaluate(source).expect_err(source);
            assert_eq!(error.kind, ErrorKind::Work, "{source}");
        }
    }

    /// A text of 4 MB is looked through a few times and no more, whichever function does.
    #[test]
    fn what_a_function_looks_through_is_paid_for() {
        let calls = [
            "sha256sum $b",
            "sha1sum $b",
            "adler32sum $b",
            "contains `y` $b",
            "hasPrefix `y` $b",
            "eq $b $c",
            "ne $b $c",
            "lt $b $c",
            "int $b",
            "float64 $b",
            "trunc 1 $b",
            "substr 0 1 $b",
            "b64enc $b | len",
            "fromYaml $b | len",
            "regexMatch `y` $b",
            "splitList `y` $b | len",
            "deepEqual $b $c",
            "has `y` (list $b $c)",
            "uniq (list $b $c) | len",
            "sortAlpha (list $b $c) | len",
            "join `` (list $b $c) | len",
            "set $d `a` $b | len",
            "printf `%.1s` $b",
            "quote $b | len",
            "has 9 $l",
            "last $l",
        ];
        let start = "{{ $b := repeat 4000000 `x` }}{{ $c := print $b }}{{ $d := dict }}{{ $l := until 200000 }}";
        for call in calls {
            let error = evaluate(&format!("{start}{{{{ range until 80000 }}}}{{{{ {call} }}}}{{{{ end }}}}"));
            assert_eq!(error.expect_err(call).kind, ErrorKind::Work, "{call}");
        }
    }

    #[test]
    fn values_within_themselves_are_refused_and_come_free() {
        let cycle = r#"{{ $d := dict }}{{ $_ := set $d "a" $d }}"#;
        for end in [
            "{{ $d }}",
            "{{ toJson $d }}",
            "{{ deepCopy $d }}",
            "{{ toYaml $d }}",
            "{{ quote $d }}",
            "{{ printf \"%s\" $d }}",
            "{{ deepEqual $d (deepCopy $d) }}",
            "{{ $e := dict }}{{ $_ := set $e \"a\" $e }}{{ deepEqual $d $e }}",
            "{{ $e := dict }}{{ $_ := set $e \"a\" $e }}{{ merge $d $e }}",
        ] {
            let error = evaluate(&format!("{cycle}{end}")).expect_err(end);
            assert!(matches!(error.kind, ErrorKind::NestedValue { .. }), "{end}: {error}");
        }
        let long = "{{ $d := dict }}{{ range until 20000 }}{{ $d = dict \"a\" (list $d) }}{{ end }}{{ len $d }}";
        assert_eq!(evaluate(long), Ok("1".to_owned()));
    }

    #[test]
    fn what_a_text_sets_is_undone() {
        let engine = Engine::new("").expect("no definitions are valid");
        let scope = Scope::from(&serde_json::json!({"m": {"a": 1}}));
        let set = r#"{{ $_ := set .m "a" 2 }}{{ $_ := unset . "m" }}{{ $_ := set . "n" 3 }}{{ . }}"#;
        assert_eq!(engine.evaluate(set, &scope), Ok("map[n:3]".to_owned()));
        assert_eq!(engine.evaluate("{{ . }}", &scope), Ok("map[m:map[a:1]]".to_owned()));
        let failing = r#"{{ $_ := set .m "a" 2 }}{{ fail "x" }}"#;
        assert!(engine.evaluate(failing, &scope).is_err());
        assert_eq!(engine.evaluate("{{ .m.a }}", &scope), Ok("1".to_owned()));
    }
}
