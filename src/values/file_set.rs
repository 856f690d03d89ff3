//! What a file asks for in the manner of `--set`, such as a parameter of Argo CD: one key, and the text of its value.

use super::set::{Assignment, Request, SetKind, fill_files, parse};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::yaml::{Data, Node, place_in_text};

/// One key that a file sets.
#[derive(Clone, Debug, PartialEq)]
pub struct FileSet {
    /// The flag that it stands for.
    pub kind: SetKind,
    /// The key, as the flag takes it.
    pub name: String,
    /// Where the key was written.
    pub name_span: Span,
    /// The value, as the flag takes it behind `=`: for `--set-file`, the name of a file.
    pub value: String,
    /// Where the value was written.
    pub value_span: Span,
    /// The text of the file that is named, for `--set-file`.
    pub file: Option<String>,
}

impl FileSet {
    /// What the flag would ask for, with the places of the file.
    ///
    /// # Errors
    /// A key or a value that the flag does not take.
    pub(super) fn request(&self, sources: &Sources) -> Result<Request, Diagnostic> {
        let argument = format!("{}={}", self.name, self.value);
        let read = parse(self.kind, &argument, self.name_span.source).and_then(|mut request| {
            if self.kind == SetKind::File {
                fill_files(&mut request, self.file.as_slice())?;
            }
            Ok(request)
        });
        let mut request = read.map_err(|error| {
            let mut problem = Diagnostic::from(error);
            problem.labels.iter_mut().for_each(|label| label.span = self.place(label.span, sources));
            problem
        })?;
        for Assignment { path, value, .. } in &mut request.assignments {
            path.iter_mut().for_each(|written| written.span = self.place(written.span, sources));
            self.carry(value, sources);
        }
        request.without_key.iter_mut().for_each(|span| *span = self.place(*span, sources));
        Ok(request)
    }

    /// Where a part of the argument was written in the file.
    fn place(&self, part: Span, sources: &Sources) -> Span {
        let (start, end) = (part.start as usize, part.end as usize);
        if start > self.name.len() {
            return self.value_span;
        }
        let outer = sources.text(self.name_span.source);
        let range = start..end.min(self.name.len()).max(start);
        place_in_text(self.name_span, outer, &self.name, &range).unwrap_or(self.name_span)
    }

    fn carry(&self, node: &mut Node, sources: &Sources) {
        node.span = self.place(node.span, sources);
        if let Data::List(items) = &mut node.data {
            items.iter_mut().for_each(|item| self.carry(item, sources));
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail by panicking")]
mod tests {
    use super::*;
    use crate::values::Layers;
    use crate::yaml;

    /// The merged values of a file with `name`, `value` and `forceString`, and where its first leaf was written.
    fn set(file: &str) -> Result<(String, String), String> {
        let mut sources = Sources::default();
        let source = sources.add("app.yaml", file);
        let stream = yaml::read(file, source).unwrap();
        let root = &stream.documents[0].root;
        let (name, value) = (root.get("name").unwrap(), root.get("value").unwrap());
        let kind = if root.get("forceString").is_some() { SetKind::Text } else { SetKind::Typed };
        let text = |node: &Node| node.as_text().unwrap().to_owned();
        let set = FileSet {
            kind,
            name: text(name),
            name_span: name.span,
            value: text(value),
            value_span: value.span,
            file: None,
        };
        let mut layers = Layers::new(&mut sources, "values.yaml", "server: {}\n");
        layers.add_file_set(&mut sources, &set);
        layers.add_file(&mut sources, "later.yaml", "later: true\n");
        let merged = layers.merge().map_err(|problems| {
            let place = sources.place(problems[0].labels[0].span);
            format!("{}:{} {}", place.line, place.column, problems[0].title)
        })?;
        let leaf = merged.user.at("server.image").or(merged.user.at("server.list")).unwrap_or(&merged.user);
        Ok((merged.user.to_json().to_string(), sources.slice(leaf.span).to_owned()))
    }

    #[test]
    fn a_set_of_a_file_has_the_places_of_the_file() {
        let told = |json: &str, place: &str| Ok((json.to_owned(), place.to_owned()));
        assert_eq!(set("name: server.image\nvalue: 'a'"), told(r#"{"server":{"image":"a"},"later":true}"#, "'a'"));
        assert_eq!(set("name: server.image\nvalue: '7'"), told(r#"{"server":{"image":7},"later":true}"#, "'7'"));
        let forced = set("name: server.image\nvalue: '7'\nforceString: true");
        assert_eq!(forced, told(r#"{"server":{"image":"7"},"later":true}"#, "'7'"));
        let listed = set("name: server.list\nvalue: '{a,b}'");
        assert_eq!(listed, told(r#"{"server":{"list":["a","b"]},"later":true}"#, "'{a,b}'"));
        assert_eq!(set("value: x\nname: server.list[x]"), Err("2:19 `x` is not an index of a list".to_owned()));
        assert_eq!(set("name: server\nvalue: 'a,b'"), Err("2:8 expected `=` after the key".to_owned()));
    }
}
