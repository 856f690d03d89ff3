//! The stages in their order: the table of contents of the program.

mod attempts;
mod chart_notes;
mod common;
mod extra;
mod not_evaluated;
mod of_manifests;
mod placeholders;
mod request;
mod stack;
mod strictness;

pub use chart_notes::chart_notes;
pub use common::Common;
pub use of_manifests::check_manifests;
pub use request::{ReleaseName, Request};

use std::ops::Range;

use attempts::Attempted;
use strictness::Strictness;

use crate::chart::{self, Chart, EXTRA_OBJECTS, Mode, Release, Written};
use crate::check::{self, External, Finding, Purpose, Report, Rule, WantedCertificate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{self, Field, Object, ObjectError};
use crate::render::{Budget, Filled, RenderError};
use crate::source::{Sources, Span};
use crate::type_faults::{self, Origins};
use crate::values::{self, LayerKind, Layers, Read, Review};
use crate::yaml::{self, Node};

/// The most objects that a release, or manifests to compare, may have: etcd and people are lost long before.
pub(crate) const OBJECTS_LIMIT: usize = 10_000;

/// What came out of a render.
pub struct Rendered {
    /// The objects in the order in which they are installed.
    pub objects: Vec<Object>,
    /// What is likely not meant.
    pub warnings: Vec<Diagnostic>,
    /// What was read of the values: the fields of the objects name parts of it.
    pub log: Vec<Read>,
}

impl Rendered {
    /// The templates that made the objects, each once, in the order of the objects.
    pub fn templates(&self) -> Vec<&str> {
        let mut templates: Vec<&str> = Vec::new();
        for object in &self.objects {
            if !templates.contains(&object.template.as_str()) {
                templates.push(&object.template);
            }
        }
        templates
    }
}

/// Everything that was made of the values on the way to the manifests.
struct Made {
    release: Release,
    chart: Chart,
    /// The values that the user gave.
    user: Node,
    objects: Vec<Object>,
    /// What was read of the values.
    log: Vec<Read>,
}

/// What a check needs to know beside what a render does.
pub struct Checking {
    /// What the release is for; by its mode if that is not said.
    pub purpose: Option<Purpose>,
    /// Which rules are run.
    pub settings: check::Settings,
    /// What is there without being rendered, beside what the values name.
    pub external: Vec<External>,
    /// What is known of Vault's releases, if not what is built in.
    pub releases: Option<check::Releases>,
    /// The day of the run, in days since 1970-01-01.
    pub today: i64,
}

/// What came out of a check.
pub struct Checked {
    /// What was found, and by which rules.
    pub report: Report,
    /// What is to be said of the run itself.
    pub warnings: Vec<Diagnostic>,
}

/// Renders a release: from layers of values to objects.
///
/// # Errors
/// Everything that is wrong with the input, as far as it can be reported at once.
pub fn render(request: Request, sources: &mut Sources) -> Result<Rendered, Vec<Diagnostic>> {
    let common = Common::new(&request.chart, &request.templates);
    render_with(&common, request, sources)
}

/// Renders one of many releases, with what they have in common.
///
/// # Errors
/// Everything that is wrong with the input, as far as it can be reported at once.
pub fn render_with(common: &Common, request: Request, sources: &mut Sources) -> Result<Rendered, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let strictness = Strictness::of(&request);
    match make(&request, common, sources, &mut warnings, &strictness) {
        Ok(Made { objects, log, .. }) => {
            if placeholders::drop_open(&mut warnings, sources) {
                placeholders::tell(&mut warnings, &request.layers, sources);
            }
            Ok(Rendered { objects, warnings, log })
        }
        Err(mut problems) => {
            drop_advice(&mut warnings, &problems);
            problems.append(&mut warnings);
            yaml::settle_places(&mut problems, sources);
            Err(problems)
        }
    }
}

/// Checks a release: values, objects and Vault's configuration together.
///
/// Where the values are wrong, what can be said of the rest is said as well.
///
/// # Errors
/// What leaves the question without an answer, such as a file that cannot be read.
pub fn check(request: Request, checking: &Checking, sources: &mut Sources) -> Result<Checked, Vec<Diagnostic>> {
    let common = Common::new(&request.chart, &request.templates);
    check_with(&common, request, checking, sources)
}

/// Checks one of many releases, with what they have in common.
///
/// # Errors
/// What leaves the question without an answer, such as a file that cannot be read.
pub fn check_with(
    common: &Common,
    request: Request,
    checking: &Checking,
    sources: &mut Sources,
) -> Result<Checked, Vec<Diagnostic>> {
    let Attempted { made, mut told } = attempts::attempt(&request, common, sources);
    placeholders::drop_open(&mut told, sources);
    let purpose = checking.purpose.unwrap_or(made.as_ref().map_or(Purpose::Any, purpose_by_mode));
    let mut report = Report::new(&checking.settings, purpose, made.is_some());
    let mut problems = Vec::new();
    for diagnostic in told {
        match check::from_diagnostic(diagnostic) {
            Ok(finding) if report.has_run(finding.rule) => report.findings.push(finding),
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(made) = &made {
        let (mut found, certificate) = look(made, &request.layers, checking, &report.rules, sources);
        placeholders::keep_known(&mut found, |finding| &finding.diagnostic, sources);
        report.findings.extend(found);
        report.certificate = certificate;
        report.decisions = check::decisions(&made.user);
    }
    placeholders::tell(&mut problems, &request.layers, sources);
    let has_error = problems.iter().any(|problem| problem.severity == Severity::Error);
    yaml::settle_places(&mut problems, sources);
    if has_error {
        return Err(problems);
    }
    finish(&mut report, &request.layers, sources);
    report.set_checklist_aside(&checking.settings);
    Ok(Checked { report, warnings: problems })
}

/// A server of consequence is one of several.
fn purpose_by_mode(made: &Made) -> Purpose {
    if made.chart.facts().mode == Mode::Ha { Purpose::Production } else { Purpose::Any }
}

/// What the rules find.
fn look(
    made: &Made,
    layers: &Layers,
    checking: &Checking,
    rules: &[&'static Rule],
    sources: &mut Sources,
) -> (Vec<Finding>, Option<WantedCertificate>) {
    // One that cannot be evaluated here is read by no template, else the objects could not have been made.
    let configuration = made.chart.configuration().ok().flatten();
    let external = [checking.external.clone(), check::named_in_values(made.chart.values())].concat();
    let subject = check::Subject {
        chart: &made.chart,
        release: &made.release,
        user: &made.user,
        defaults: &layers.defaults().tree,
        objects: &made.objects,
        configuration: configuration.map(|configuration| check::ServerConfiguration::read(configuration, sources)),
        external: &external,
        releases: checking.releases.as_ref().unwrap_or_else(|| check::Releases::built_in()),
        today: checking.today,
        is_of_the_user: &|source| layers.is_of_the_user(source),
        start: start(layers),
        origins: check::Origins::of(&made.user),
    };
    (check::run(&subject, rules), check::wanted_certificate(&subject))
}

/// Where the user's values begin: the first values file, the first flag, or the defaults.
fn start(layers: &Layers) -> Span {
    let given = layers.lowest_first().into_iter().find(|layer| layers.is_of_the_user(layer.source));
    Span::new(given.unwrap_or(layers.defaults()).source, 0, 0)
}

/// Gives every finding its place, and drops what the user wants to hear no more of.
fn finish(report: &mut Report, layers: &Layers, sources: &Sources) {
    yaml::settle_places(report.findings.iter_mut().map(|finding| &mut finding.diagnostic), sources);
    report.certificate.iter_mut().for_each(|certificate| yaml::settle_place(&mut certificate.label, sources));
    let files = layers.lowest_first().into_iter().filter(|layer| layer.kind == LayerKind::File);
    report.files = files.map(|layer| layer.source).collect();
    check::silence(report, sources);
    check::tell_the_first(report);
    report.findings.sort_by_key(|finding| (finding.diagnostic.severity, finding.diagnostic.span()));
}

/// What is wrong needs no further advice.
fn drop_advice(warnings: &mut Vec<Diagnostic>, problems: &[Diagnostic]) {
    let wrong: Vec<_> = problems.iter().filter_map(Diagnostic::span).collect();
    let is_advice = |warning: &Diagnostic| warning.code.starts_with("values-");
    warnings.retain(|warning| !is_advice(warning) || warning.span().is_none_or(|span| !wrong.contains(&span)));
}

/// The stages one after the other; what is likely not meant is added to the warnings, however the run ends.
fn make(
    request: &Request,
    common: &Common,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
    strictness: &Strictness,
) -> Result<Made, Vec<Diagnostic>> {
    let mut stages = || stages(request, common, sources, warnings, strictness);
    // Nobody knows how deep the values are that the templates of a user make.
    if request.templates.is_empty() { stages() } else { stack::with_room(stages) }
}

fn stages(
    request: &Request,
    common: &Common,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
    strictness: &Strictness,
) -> Result<Made, Vec<Diagnostic>> {
    let (schema, templates) = (request.chart.schema(), &common.templates);
    let defaults = &request.layers.defaults().tree;
    let (mut merged, mut errors) = request.layers.merge_readable();
    warnings.append(&mut merged.warnings);
    let later = |path: &values::Path, node: &Node| request.chart.later(path, node);
    let review = Review { schema, layers: &request.layers, sources, templates: &request.templates, later: &later };
    let misplaced = values::misplaced(&request.layers, schema);
    if misplaced.is_empty() {
        warnings.extend(review.warnings(&merged.user));
    }
    errors.extend(misplaced);
    if strictness.values {
        let mut wrong = schema.check(&merged.values, defaults);
        if placeholders::drop_open(&mut wrong, sources) {
            placeholders::tell(warnings, &request.layers, sources);
        }
        request.layers.advise_flags(&mut wrong, sources);
        errors.append(&mut wrong);
    }
    let release = request.release().map_err(|mut problems| errors.append(&mut problems)).ok();
    let Some(release) = release.filter(|_| errors.is_empty()) else { return Err(errors) };
    for span in &strictness.left_out {
        merged.leave_out(*span, defaults);
    }
    chart::tell_old_image(warnings, &merged);
    chart::apply_old_names(&mut merged);
    let nulls = values::null_maps(&merged.user, defaults);
    let chart = Chart::new(merged.values, nulls, defaults, &request.chart, &release)?;
    let objects = objects(&chart, common, sources);
    let log = chart.reads().log();
    let mut missing = chart.needed_maps(&log);
    missing.extend(chart.null_config(&merged.user));
    if !missing.is_empty() {
        return Err(missing);
    }
    let is_of_the_user = |source| request.layers.is_of_the_user(source);
    let written = Written { user: &merged.user, defaults, is_of_the_user: &is_of_the_user };
    let objects = objects.map_err(|error| vec![error])?;
    add_without_effect(warnings, chart.without_effect(request.chart.schema(), &written, &log));
    warnings.extend(not_evaluated::not_evaluated(&merged.user, schema, &objects, is_of_the_user));
    let mut objects = request.selection.apply(objects, templates).map_err(|error| vec![error])?;
    manifest::install_order(&mut objects);
    // The chart's own objects come first, hooks last: a stable sort keeps the install order among each.
    objects.sort_by_key(|object| (object.is_hook(), object.template == EXTRA_OBJECTS));
    let (minor, is_checked) = (release.kube_version.minor(), strictness.is_checked);
    let origins = Origins {
        chart: &chart,
        log: &log,
        renderer: &common.renderer,
        minor,
        is_of_the_user: &is_of_the_user,
        is_checked,
    };
    if strictness.objects {
        let mut faults = type_faults::faults(&objects, &origins, sources);
        placeholders::drop_open(&mut faults, sources);
        let (mut errors, doubts): (Vec<_>, Vec<_>) =
            faults.into_iter().partition(|fault| fault.severity == Severity::Error);
        warnings.extend(doubts);
        if !errors.is_empty() {
            request.layers.advise_flags(&mut errors, sources);
            return Err(errors);
        }
    }
    if is_checked {
        let refusals = type_faults::refusals(&objects, &origins, sources);
        // What the API server refuses is worse than that nothing evaluates it.
        let is_refused = |one: &Diagnostic| refusals.iter().any(|other| other.span() == one.span());
        warnings.retain(|one| one.code != not_evaluated::CODE || !is_refused(one));
        warnings.extend(refusals);
    }
    Ok(Made { release, chart, user: merged.user, objects, log })
}

/// An unknown key needs no second warning; where an old name has no effect, that is the news.
fn add_without_effect(warnings: &mut Vec<Diagnostic>, mut dead: Vec<Diagnostic>) {
    let told = |one: &Diagnostic| one.code == "values-unknown-key";
    dead.retain(|one| !warnings.iter().any(|other| told(other) && other.span() == one.span()));
    let is_dead = |one: &Diagnostic| dead.iter().any(|other| other.span() == one.span());
    warnings.retain(|one| one.code != "values-deprecated" || !is_dead(one));
    warnings.append(&mut dead);
}

/// Every object of the release, in no particular order.
fn objects(chart: &Chart, common: &Common, sources: &mut Sources) -> Result<Vec<Object>, Diagnostic> {
    let mut objects = Vec::new();
    let budget = Budget::default();
    for name in common.templates.rendered(chart) {
        let (file, reads) = (chart::file(&name), chart.reads());
        let start = reads.count();
        let trees = common.renderer.render(&file, &chart.context(&name), reads, &budget);
        for Filled { tree, fields } in trees.map_err(|error| failed(error, chart, sources))? {
            let source = format!("vault/{}", chart::helm_file(&name));
            let mut object = Object::new(&name, source, tree).map_err(|error| not_an_object(&file, &error))?;
            object.fields = whole(start..reads.count()).chain(fields).collect();
            objects.push(object);
        }
        refuse_many(&objects, || format!("the templates up to `{file}` make"))?;
    }
    objects.extend(extra::extra_objects(chart)?);
    refuse_many(&objects, || "`extraObjects` and the templates make".to_owned())?;
    Ok(objects)
}

/// An object as a field of itself.
fn whole(reads: Range<usize>) -> impl Iterator<Item = Field> {
    std::iter::once(Field { pointer: String::new(), reads })
}

fn refuse_many(objects: &[Object], who_makes: impl Fn() -> String) -> Result<(), Diagnostic> {
    let title = || format!("{} more than {OBJECTS_LIMIT} objects", who_makes());
    if objects.len() > OBJECTS_LIMIT { Err(Diagnostic::error("objects-limit", title())) } else { Ok(()) }
}

/// The message about a template, with the place of the value in a hole that did not fit.
fn failed(error: RenderError, chart: &Chart, sources: &mut Sources) -> Diagnostic {
    let log = chart.reads().log();
    let reads = log.get(error.reads()).unwrap_or_default();
    if let Some((wanted, found, line)) = error.mismatch()
        && let Some(origin) = chart.last_read_that(reads, |path, node| node.kind() != wanted && line.contains(path))
    {
        return Diagnostic::error("template", format!("`{}` must be {wanted}, found {found}", origin.path))
            .at(origin.span, format!("expected {wanted}"));
    }
    let is_hole = matches!(error, RenderError::Hole { .. });
    let origin = chart.last_read_that(reads, |_, _| is_hole);
    let diagnostic = error.into_diagnostic(sources);
    match origin {
        Some(origin) => diagnostic.at(origin.span, format!("`{}` comes from here", origin.path)),
        None => diagnostic,
    }
}

fn not_an_object(file: &str, error: &ObjectError) -> Diagnostic {
    Diagnostic::error("template-object", format!("template `{file}` does not make an object: {error}"))
}
