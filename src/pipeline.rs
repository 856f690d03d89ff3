//! The stages in their order: the table of contents of the program.

use crate::chart::{self, Chart, EXTRA_OBJECTS, ExtraObject, KubeVersion, Release, Templates, Written};
use crate::diagnostic::Diagnostic;
use crate::manifest::{self, Object, ObjectError};
use crate::render::{RenderError, Renderer};
use crate::selection::Selection;
use crate::source::{Sources, Span};
use crate::values::{self, Layers, Review, Schema};
use crate::yaml;

/// The most objects that a release may have: etcd and people are lost long before.
const OBJECTS_LIMIT: usize = 10_000;

/// Everything that a render needs to know.
pub struct Request {
    /// What the release is called.
    pub name: ReleaseName,
    /// The namespace of the release.
    pub namespace: String,
    /// Whether this is an upgrade.
    pub is_upgrade: bool,
    /// The version of Kubernetes.
    pub kube_version: String,
    /// Further API versions that the cluster serves.
    pub api_versions: Vec<String>,
    /// The values.
    pub layers: Layers,
    /// Whether values may have any type.
    pub skip_schema_validation: bool,
    /// The user's own templates: names such as `server/statefulset.yaml.j2`, and their texts.
    pub templates: Vec<(String, String)>,
    /// Which objects to keep.
    pub selection: Selection,
}

/// What the release is called.
pub enum ReleaseName {
    /// By this name.
    Given(String),
    /// By what this Go template gives.
    Template(String),
}

/// What came out of a render.
pub struct Rendered {
    /// The objects in the order in which they are installed.
    pub objects: Vec<Object>,
    /// What is likely not meant.
    pub warnings: Vec<Diagnostic>,
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

/// Renders a release: from layers of values to objects.
///
/// # Errors
/// Everything that is wrong with the input, as far as it can be told at once.
pub fn render(request: Request, sources: &mut Sources) -> Result<Rendered, Vec<Diagnostic>> {
    let schema = chart::schema().map_err(|error| vec![Diagnostic::error("schema", error.to_string())])?;
    let mut warnings = Vec::new();
    let objects = answer(&request, &schema, sources, &mut warnings);
    match objects {
        Ok(objects) => {
            values::protect(&request.layers, &schema, sources, &mut warnings);
            Ok(Rendered { objects, warnings })
        }
        Err(mut problems) => {
            let wrong: Vec<_> = problems.iter().filter_map(Diagnostic::span).collect();
            // What is wrong needs no further advice.
            let is_advice = |warning: &Diagnostic| warning.code.starts_with("values-");
            warnings.retain(|warning| !is_advice(warning) || warning.span().is_none_or(|span| !wrong.contains(&span)));
            problems.append(&mut warnings);
            yaml::settle_places(&mut problems, sources);
            values::protect(&request.layers, &schema, sources, &mut problems);
            Err(problems)
        }
    }
}

/// The stages one after the other; what is likely not meant is added to the warnings, however the run ends.
fn answer(
    request: &Request,
    schema: &Schema,
    sources: &mut Sources,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Object>, Vec<Diagnostic>> {
    let defaults = &request.layers.defaults().tree;
    let (mut merged, mut errors) = request.layers.merge_readable();
    warnings.append(&mut merged.warnings);
    let review = Review { schema, layers: &request.layers, sources, templates: &request.templates };
    warnings.extend(review.warnings(&merged.user));
    if !request.skip_schema_validation {
        errors.extend(schema.check(&merged.values, defaults));
    }
    let release = request.release().map_err(|mut problems| errors.append(&mut problems)).ok();
    let Some(release) = release.filter(|_| errors.is_empty()) else { return Err(errors) };
    chart::apply_old_names(&mut merged);
    let nulls = values::null_maps(&merged.user, defaults);
    let missing = chart::needed_maps(&nulls);
    if !missing.is_empty() {
        return Err(missing);
    }
    let chart = Chart::new(merged.values, defaults, schema, &release)?;
    let is_of_the_user = |source| request.layers.is_of_the_user(source);
    let dead = chart.without_effect(&Written { user: &merged.user, defaults, is_of_the_user: &is_of_the_user });
    add_without_effect(warnings, dead);
    let templates = Templates::with(request.templates.iter().cloned());
    let objects = objects(&chart, &templates, &nulls, sources).map_err(|error| vec![error])?;
    let mut objects = request.selection.apply(objects, &templates).map_err(|error| vec![error])?;
    manifest::install_order(&mut objects);
    // The chart's own objects come first, hooks last: a stable sort keeps the install order among each.
    objects.sort_by_key(|object| (object.is_hook(), object.template == EXTRA_OBJECTS));
    Ok(objects)
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
fn objects(
    chart: &Chart,
    templates: &Templates,
    nulls: &[(String, Span)],
    sources: &mut Sources,
) -> Result<Vec<Object>, Diagnostic> {
    let texts = templates.clone();
    let renderer = Renderer::new(move |file| texts.text(file));
    let mut objects = Vec::new();
    for name in templates.rendered(chart) {
        let file = chart::file(&name);
        let trees =
            renderer.render(&file, &chart.context(&name)).map_err(|error| failed(error, chart, nulls, sources))?;
        for tree in trees {
            let source = format!("vault/{}", chart::helm_file(&name));
            objects.push(Object::new(&name, source, tree).map_err(|error| not_an_object(&file, &error))?);
        }
        refuse_many(&objects, || format!("the templates up to `{file}` make"))?;
    }
    objects.extend(extra_objects(chart)?);
    refuse_many(&objects, || "`extraObjects` and the templates make".to_owned())?;
    Ok(objects)
}

fn refuse_many(objects: &[Object], who_makes: impl Fn() -> String) -> Result<(), Diagnostic> {
    let title = || format!("{} more than {OBJECTS_LIMIT} objects", who_makes());
    if objects.len() > OBJECTS_LIMIT { Err(Diagnostic::error("objects-limit", title())) } else { Ok(()) }
}

/// The message about a template, with the place of the value in a hole that did not fit. A template that misses
/// something may miss what the user took away.
fn failed(error: RenderError, chart: &Chart, nulls: &[(String, Span)], sources: &mut Sources) -> Diagnostic {
    let origin = error.expression().and_then(|expression| chart.origin(expression));
    let origin = origin.map(|(path, span)| (span, format!("`{path}` comes from here")));
    let explained = if error.is_undefined() { nulls } else { &[] };
    let taken = explained.iter().map(|(path, span)| (*span, format!("this null takes all keys of `{path}` away")));
    let diagnostic = error.into_diagnostic(sources);
    origin.into_iter().chain(taken).fold(diagnostic, |diagnostic, (span, text)| diagnostic.at(span, text))
}

fn extra_objects(chart: &Chart) -> Result<Vec<Object>, Diagnostic> {
    let object = |extra: ExtraObject| {
        let source = format!("vault/{}", chart::helm_file(EXTRA_OBJECTS));
        Object::new(EXTRA_OBJECTS, source, extra.document).map_err(|error| {
            Diagnostic::error("extra-objects", format!("`{}` is not an object: {error}", extra.path))
                .at(extra.span, "this entry")
        })
    };
    chart.extra_objects()?.into_iter().map(object).collect()
}

fn not_an_object(file: &str, error: &ObjectError) -> Diagnostic {
    Diagnostic::error("template-object", format!("template `{file}` does not make an object: {error}"))
}

impl Request {
    fn release(&self) -> Result<Release, Vec<Diagnostic>> {
        let kube_version = KubeVersion::parse(&self.kube_version).map_err(|error| vec![error.into()])?;
        let name = match &self.name {
            ReleaseName::Given(name) => name.clone(),
            ReleaseName::Template(template) => chart::release_name(template).map_err(|error| vec![error])?,
        };
        Release::check_name(&name).map_err(|error| vec![error.into()])?;
        let Self { namespace, is_upgrade, api_versions, .. } = self;
        let (namespace, api_versions) = (namespace.clone(), api_versions.clone());
        Ok(Release { name, namespace, is_upgrade: *is_upgrade, kube_version, api_versions })
    }
}
