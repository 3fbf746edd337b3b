//! How fast text is cleaned: `cargo bench`, or `cargo bench -- stage` for some.
//! The text is made, see `made.rs`; the figures stand in docs/performance.md.

mod made;

use divan::Bencher;
use divan::counter::BytesCount;
use hakusho::stage::STAGES;
use hakusho::text::{Lines, Text};
use hakusho::{Options, clean, read};

fn main() {
    divan::main();
}

const MB: usize = 1_000_000;

fn text(string: &str) -> Text {
    Text::new(string.to_owned()).unwrap_or_default()
}

#[divan::bench(args = [1, 4, 16], sample_count = 5, sample_size = 1)]
fn clean_japanese(bencher: Bencher<'_, '_>, megabytes: usize) {
    whole(bencher, &made::japanese(megabytes * MB));
}

#[divan::bench(args = [1, 4, 16], sample_count = 5, sample_size = 1)]
fn clean_english(bencher: Bencher<'_, '_>, megabytes: usize) {
    whole(bencher, &made::english(megabytes * MB));
}

/// What has been cleaned before: nothing to do.
#[divan::bench(args = [4], sample_count = 5, sample_size = 1)]
fn clean_again(bencher: Bencher<'_, '_>, megabytes: usize) {
    whole(bencher, &clean(text(&made::japanese(megabytes * MB)), &Options::default()).text);
}

fn whole(bencher: Bencher<'_, '_>, source: &str) {
    bencher.counter(BytesCount::of_str(source)).with_inputs(|| text(source)).bench_values(|text| clean(text, &Options::default()));
}

/// One stage on the text that reaches it in the first round.
#[divan::bench(args = STAGES.iter().map(|s| s.name), sample_count = 5, sample_size = 1)]
fn stage(bencher: Bencher<'_, '_>, name: &str) {
    let options = Options::default();
    let mut input = text(&made::japanese(4 * MB));
    let Some(stage) = STAGES.iter().find(|s| s.name == name) else { return };
    for before in STAGES.iter().take_while(|s| s.name != name) {
        if let Some((next, _)) = (before.run)(&input, &options).apply(&input) {
            input = next;
        }
    }
    // the table of lines is made once for all stages that see the same text
    let _ = input.lines();
    bencher.counter(BytesCount::of_str(&*input)).bench(|| (stage.run)(&input, &options));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn lines(bencher: Bencher<'_, '_>) {
    let source = made::japanese(4 * MB);
    bencher.counter(BytesCount::of_str(&source)).bench(|| Lines::of(&source));
}

#[divan::bench(args = ["utf-8", "utf-16", "shift_jis", "euc-jp"], sample_count = 5, sample_size = 1)]
fn decode(bencher: Bencher<'_, '_>, encoding: &str) {
    let source = made::japanese(4 * MB);
    let bytes: Vec<u8> = match encoding {
        "utf-16" => "\u{FEFF}".encode_utf16().chain(source.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "shift_jis" => encoding_rs::SHIFT_JIS.encode(&source).0.into_owned(),
        "euc-jp" => encoding_rs::EUC_JP.encode(&source).0.into_owned(),
        _ => source.into_bytes(),
    };
    bencher.counter(BytesCount::of_slice(&bytes)).with_inputs(|| bytes.clone()).bench_values(|bytes| read::decode(bytes, None));
}
