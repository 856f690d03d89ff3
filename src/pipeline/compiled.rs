//! The built-in templates, as the build script compiled them.

use minijinja::machinery::Instruction;

use crate::render::{Compiled, Step};

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

#[cfg(test)]
mod tests {
    use super::COMPILED;
    use crate::chart::{self, ChartDefinition, Templates};
    use crate::render::Renderer;

    #[test]
    fn what_the_build_script_compiled_is_what_the_texts_say() {
        let templates = Templates::with(&ChartDefinition::newest(), []);
        let texts = templates.clone();
        let renderer = Renderer::new(move |file| texts.text(file));
        let mut files: Vec<String> = COMPILED.iter().map(|compiled| compiled.file().to_owned()).collect();
        for compiled in &COMPILED {
            assert_eq!(compiled.printed(), renderer.printed(compiled.file()), "{}", compiled.file());
        }
        assert!(files.is_sorted());
        // They import macros.
        files.extend(["injector/psp", "server/psp"].map(chart::file));
        files.sort();
        let mut all: Vec<String> =
            templates.names().filter(|name| *name != chart::EXTRA_OBJECTS).map(chart::file).collect();
        all.sort();
        assert_eq!(files, all);
    }
}
