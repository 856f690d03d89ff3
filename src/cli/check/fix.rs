//! `vaultchart check --fix`: fixes values files where there is one way to do it, as a patch or in place.

use anyhow::anyhow;
use clap::ValueEnum;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::release::Asked;
use crate::cli::streams::{print, say};
use crate::diagnostic::Diagnostic;
use crate::embedded::Inset;
use crate::output::{self, ShownText};
use crate::pipeline::{self, Checking, Request};
use crate::secrets::Veil;
use crate::source::{SourceId, Sources, Span};
use crate::values::{self, LayerKind, Mended, Path, Replaced, Segment};
use crate::yaml::{self, Data, Node, ReadError};

/// What becomes of what was fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Fix {
    /// It is shown as a patch.
    Patch,
    /// It is written.
    Write,
}

/// Runs the command.
///
/// # Errors
/// A file that cannot be read or written.
pub(super) fn run(
    fix: Fix,
    asked: &Asked,
    request: &Request,
    checking: &Checking,
    sources: &mut Sources,
) -> Result<Exit, Failure> {
    let files = &asked.values.files;
    if files.is_empty() {
        let problem = Diagnostic::error("fix", "there is no values file to fix").help("name one with `-f`");
        return Err(problem.into());
    }
    if fix == Fix::Write && files.iter().any(|file| inputs::is_stdin(file)) {
        return Err(anyhow!("standard input cannot be written in place: leave out `=write`").into());
    }
    let (_, unreadable) = request.layers.merge_readable();
    if !unreadable.is_empty() {
        return Err(unreadable.into());
    }
    let slips = slips(request, checking, sources);
    let chart = &request.chart;
    let defaults = chart.defaults_tree(&mut Sources::default());
    let (mut patch, mut count, mut hidden) = (String::new(), 0, 0);
    for (source, trees) in texts(request) {
        let (name, text) = (sources.name(source), sources.text(source));
        let Some(file) = files.iter().find(|file| inputs::name(file) == name) else { continue };
        let is_due = |change: &Replaced, value: &Node| chart.has_made(change, value, &defaults);
        let mend = |text: &str, slips: &[_]| values::mend(text, source, chart.schema(), slips, is_due);
        let (mended, unmended) = mended(&trees, text, &slips, mend)?;
        for span in unmended {
            let line = sources.place(span).line;
            say(&format!("{name}:{line}: these values do not stand line by line, and are not fixed"));
        }
        for words in &mended.mends {
            say(&format!("{name}: {words}"));
        }
        count += mended.mends.len();
        match fix {
            Fix::Patch => {
                let shown = [text, &mended.text].map(|text| Veil::made_of(sources, source, text));
                let [old, new] =
                    [(text, &shown[0]), (&mended.text, &shown[1])].map(|(text, shown)| ShownText { text, shown });
                let drawn = output::text_patch(name, old, new);
                patch.push_str(&drawn.text);
                hidden += drawn.hidden;
            }
            Fix::Write if mended.text != *text => output::replace_file(file, &mended.text)?,
            Fix::Write => {}
        }
    }
    if hidden > 0 {
        let lines = if hidden == 1 { "1 line".to_owned() } else { format!("{hidden} lines") };
        say(&format!(
            "{lines} of the patch with `*` for secrets: it cannot be applied, but `--fix=write` writes the fixes"
        ));
    }
    say(&closing(count, fix));
    print(&patch)?;
    Ok(Exit::Done)
}

/// The texts that values were read from, each with the values in it: one that a release takes twice is there once.
fn texts(request: &Request) -> Vec<(SourceId, Vec<&Node>)> {
    let mut texts: Vec<(SourceId, Vec<&Node>)> = Vec::new();
    let layers = request.layers.lowest_first().into_iter();
    for layer in layers.filter(|layer| layer.kind == LayerKind::File && layer.set.is_none()) {
        match texts.iter_mut().find(|(source, _)| *source == layer.source) {
            Some((_, trees)) => trees.push(&layer.tree),
            None => texts.push((layer.source, vec![&layer.tree])),
        }
    }
    texts
}

/// Mends a text of values as a whole, or the values that stand in a larger text, where they stand; and says which of
/// these do not stand there line by line, as within quotes.
fn mended(
    trees: &[&Node],
    text: &str,
    slips: &[Slip],
    mend: impl Fn(&str, &[(Path, String)]) -> Result<Mended, ReadError>,
) -> Result<(Mended, Vec<Span>), Diagnostic> {
    let slips_of = |tree: &Node| -> Vec<(Path, String)> {
        let slip = |slip: &Slip| Some((way_to_key(tree, slip.key)?, slip.meant.clone()));
        slips.iter().filter_map(slip).collect()
    };
    if !trees.iter().any(|tree| is_part_of(tree, text)) {
        let slips: Vec<_> = trees.iter().flat_map(|tree| slips_of(tree)).collect();
        return Ok((mend(text, &slips)?, Vec::new()));
    }
    let (mut insets, mut unmended) = (Vec::new(), Vec::new());
    // What has no place as a whole was put together.
    for tree in trees.iter().filter(|tree| tree.span.start < tree.span.end) {
        match Inset::of(tree, text) {
            Some(inset) => insets.push((inset, slips_of(tree))),
            None => unmended.push(tree.span),
        }
    }
    insets.sort_by_key(|(inset, _)| std::cmp::Reverse(inset.start()));
    insets.dedup_by_key(|(inset, _)| inset.start());
    let mut all = Mended { text: text.to_owned(), mends: Vec::new() };
    for (inset, slips) in insets {
        let Mended { text, mut mends } = mend(&inset.text, &slips)?;
        all.text = inset.put(&all.text, &text);
        mends.append(&mut all.mends);
        all.mends = mends;
    }
    Ok((all, unmended))
}

/// Whether values are only a part of a text, such as those in the manifest of an Argo CD application.
fn is_part_of(tree: &Node, text: &str) -> bool {
    let documents = yaml::read(text, tree.span.source).map(|stream| stream.documents).unwrap_or_default();
    let says = |key: &str| documents.iter().any(|document| document.root.get(key).is_some());
    tree.as_map().is_some_and(|map| map.keys().any(|key| !says(key)))
}

/// A key that Kubernetes does not know, and the one that it is a slip of.
struct Slip {
    key: Span,
    meant: String,
}

/// The slips in what the values hand to Kubernetes as it is, such as the items of lists: what is rendered shows them.
fn slips(request: &Request, checking: &Checking, sources: &mut Sources) -> Vec<Slip> {
    let Ok(checked) = pipeline::check(request.clone(), checking, sources) else { return Vec::new() };
    let of_types = checked.report.findings.iter().filter(|finding| finding.rule.id == "kubernetes-type");
    let slip = |diagnostic: &Diagnostic| {
        let [help] = diagnostic.help.as_slice() else { return None };
        let meant = help.strip_prefix("did you mean `")?.strip_suffix("`?")?;
        let key = diagnostic.span()?;
        values::is_slip(sources.slice(key), meant).then(|| Slip { key, meant: meant.to_owned() })
    };
    of_types.filter_map(|finding| slip(&finding.diagnostic)).collect()
}

/// The way to the key that stands at a place of the values.
fn way_to_key(node: &Node, key: Span) -> Option<Path> {
    fn walk(node: &Node, key: Span, path: &mut Path) -> bool {
        let mut below = |step: Segment, is_it: bool, node: &Node| {
            path.push(step);
            let is_found = is_it || walk(node, key, path);
            if !is_found {
                path.pop();
            }
            is_found
        };
        match &node.data {
            Data::Map(map) => {
                map.iter().any(|(name, entry)| below(Segment::Key(name.clone()), entry.key_span == key, &entry.value))
            }
            Data::List(items) => {
                items.iter().enumerate().any(|(index, item)| below(Segment::Index(index), false, item))
            }
            _ => false,
        }
    }
    let mut path = Path::root();
    walk(node, key, &mut path).then_some(path)
}

fn closing(count: usize, fix: Fix) -> String {
    match (count, fix) {
        (0, _) => "nothing to fix".to_owned(),
        (1, Fix::Patch) => "1 fix: `--fix=write` writes it".to_owned(),
        (count, Fix::Patch) => format!("{count} fixes: `--fix=write` writes them"),
        (1, Fix::Write) => "1 fix written".to_owned(),
        (count, Fix::Write) => format!("{count} fixes written"),
    }
}
