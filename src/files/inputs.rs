//! What a run over drafts rests on: every file that makes its result another
//! one when it changes, so that somebody who watches knows when to run again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::books::{self, Configs};
use super::{here, house, walk};
use crate::config::{self, LanguageName};

/// The files of a run, and the folders in which they, and others that would
/// belong to them, stand.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// Drafts, configs, house pages, dictionaries, baselines. Also those that
    /// are not there, if their coming would change the result.
    pub files: BTreeSet<PathBuf>,
    /// Folders, each without those below it.
    pub folders: BTreeSet<PathBuf>,
    /// The language that the first config with one asks for.
    pub language: Option<LanguageName>,
}

impl Inputs {
    /// The files of a run over `arguments`. What cannot be read or understood
    /// now is in it as well: it may be mended.
    pub(crate) fn of(arguments: &[PathBuf], configs: &Configs<'_>) -> Inputs {
        let items = walk::list(arguments, None).items;
        let mut inputs = Inputs { folders: walk::folders(arguments), ..Inputs::default() };
        inputs.files.extend(items.iter().filter_map(|item| item.path.clone()));
        match configs {
            Configs::None => {}
            Configs::One(path) => inputs.add((*path).to_owned()),
            Configs::Nearest => inputs.configs(),
        }
        let (shelves, _) = books::arrange(items, configs);
        for shelf in shelves {
            let files = shelf.volumes.into_iter().flat_map(|v| v.items).filter_map(|(item, _)| item.path);
            inputs.files.extend(files);
            inputs.folders.extend(books::roots(&shelf.loaded));
            inputs.language = inputs.language.or(shelf.loaded.config.language);
            let table = &shelf.loaded.config.lint;
            inputs.folders.extend(table.pages.as_deref().map(|folder| shelf.loaded.resolve(folder)));
            inputs.files.extend(table.baseline.as_deref().map(|file| shelf.loaded.resolve(file)));
            inputs.files.extend(house::files(&shelf.loaded));
        }
        inputs.surround();
        inputs
    }

    /// Adds a file besides: one that was named on the command line.
    pub(crate) fn add(&mut self, file: PathBuf) {
        self.files.insert(file);
        self.surround();
    }

    /// Takes out files that the run itself writes.
    pub(crate) fn without(&mut self, outputs: &[&Path]) {
        let real = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok();
        let outputs: Vec<PathBuf> = outputs.iter().filter_map(|path| real(path)).collect();
        self.files.retain(|file| real(file).is_none_or(|file| !outputs.contains(&file)));
    }

    /// Every place above a file or folder where a config would be found.
    fn configs(&mut self) {
        let parents: BTreeSet<&Path> =
            self.files.iter().filter_map(|f| f.parent()).chain(self.folders.iter().map(PathBuf::as_path)).collect();
        let folders: BTreeSet<PathBuf> = parents.into_iter().filter_map(|folder| std::fs::canonicalize(here(folder)).ok()).collect();
        self.files.extend(folders.iter().flat_map(|folder| folder.ancestors()).map(|folder| folder.join(config::FILE)));
    }

    /// The folders of the files that are there.
    fn surround(&mut self) {
        let parent = |file: &PathBuf| file.is_file().then(|| file.parent().map(Path::to_owned)).flatten();
        self.folders.extend(self.files.iter().filter_map(parent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_a_run_reads() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        let write = |name: &str, text: &str| {
            std::fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            std::fs::write(at(name), text).unwrap();
        };
        write("book/1.txt", "");
        write("book/2.txt", "");
        write("empty/x.bin", "");
        write("house/term.md", "");
        write("prh/a.yml", "version: 1\nimports: [b.yml]\n");
        write("prh/b.yml", "version: 1\n");
        write(
            config::FILE,
            "language = \"ja\"\n[lint]\npages = \"house\"\nprh = [\"prh/a.yml\"]\nbaseline = \"old.json\"\n[[book]]\nfiles = [\"book/*.txt\"]\n",
        );
        let root = std::fs::canonicalize(place.path()).unwrap();
        let mut inputs = Inputs::of(&[at("book/1.txt"), at("empty")], &Configs::Nearest);
        let names = |inputs: &Inputs| -> Vec<String> {
            let below = |f: &PathBuf| f.strip_prefix(place.path()).or(f.strip_prefix(&root)).ok().map(|f| f.display().to_string());
            inputs.files.iter().filter_map(below).collect()
        };
        // 2.txt was not given, but gives the surroundings
        let all = "book/1.txt book/2.txt book/hakusho.toml empty/hakusho.toml hakusho.toml house/term.md old.json prh/a.yml prh/b.yml";
        assert_eq!(names(&inputs).join(" "), all);
        assert_eq!(inputs.language, Some(LanguageName::Ja));
        for folder in ["book", "empty", "house", "prh"] {
            assert!(inputs.folders.iter().any(|f| f.ends_with(folder)), "{folder}");
        }
        inputs.without(&[&at("old.json")]);
        assert!(!names(&inputs).contains(&"old.json".to_owned()));
        // a broken config is still one to wait for
        write(config::FILE, "[lin");
        assert!(names(&Inputs::of(&[at("book")], &Configs::Nearest)).contains(&config::FILE.to_owned()));
        assert!(names(&Inputs::of(&[at("book")], &Configs::None)).iter().all(|f| !f.ends_with(config::FILE)));
    }
}
