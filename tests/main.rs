//! The one integration test program: a file a feature, a folder a case.

mod against_helm;
mod architecture;
mod baseline;
mod cases;
mod certificate;
mod check_manifests;
mod check_secrets;
mod checklist;
mod checks;
mod dependencies;
mod diff_command;
mod diff_properties;
mod diff_random_trees;
mod differences;
mod diffs;
mod examples;
mod externals;
mod failed_calls;
mod findings_views;
mod fix;
mod fleets;
mod fuzz;
mod graph;
mod habits;
mod harness;
mod help;
mod helps;
mod hostile_templates;
mod hostile_views;
mod keys;
mod kill;
mod krm;
mod kubernetes_content;
mod kubernetes_types;
mod limits;
mod live;
mod manifests;
mod no_effect;
mod odd_values;
mod ownership;
mod page;
mod pages;
mod profiles;
mod project;
mod properties;
mod record;
mod releases;
mod render;
mod rollout_script;
mod secrets;
mod shell;
mod spellings;
mod stand_in;
mod starts;
mod surroundings;
mod templates;
mod values_command;
mod values_page;
mod views;
mod words;
mod writes;

/// A test file that is not in the list above would never run, and nobody would notice.
#[test]
fn no_test_file_is_forgotten() {
    let listed = include_str!("main.rs");
    for entry in std::fs::read_dir(harness::root().join("tests")).expect("the folder of tests").flatten() {
        let name = entry.file_name().into_string().expect("a name");
        if let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") {
            assert!(listed.contains(&format!("mod {module};")), "tests/{name} is not listed in tests/main.rs");
            none_is_forgotten_below(module);
        }
    }
}

/// The same for the parts of a test file, in a folder of its name.
fn none_is_forgotten_below(module: &str) {
    let folder = harness::root().join("tests").join(module);
    let listed = std::fs::read_to_string(folder.with_extension("rs")).expect("a test file");
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().expect("a name");
        if let Some(part) = name.strip_suffix(".rs") {
            assert!(listed.contains(&format!("mod {part};")), "{module}/{name} is not listed in tests/{module}.rs");
        }
    }
}
