//! Reports, papers and books in English and its neighbours (made texts).

use crate::joining::{ENGLISH, cleaned, wrapped};

/// What is cleaned of `text` between two paragraphs set as wide as it.
fn among(text: &str) -> Vec<String> {
    let [above, below] = [ENGLISH[0], ENGLISH[4]].map(|paragraph| wrapped(paragraph, 66).join("\n"));
    let lines = cleaned(&format!("{above}\n\n{text}\n\n{below}\n"));
    let (Some(first), Some(last)) = (lines.iter().position(|l| l == ENGLISH[0]), lines.iter().position(|l| l == ENGLISH[4])) else {
        return lines;
    };
    lines.into_iter().take(last).skip(first + 1).collect()
}

#[test]
fn works_with_keys() {
    let list = "[Hill19] J. Hill and K. Reed, “The roads of the valley,” 2019.\n[Online]. Available: https://example.org/roads\n\
        [LAKE 7-2] Board of the Lake (2020) Bridges, Mills and\nReservoirs. (The Board, Northam), Report 7-2.\n\
        [Moor21a] P. Moor, “Snow,” in Winters, vol. 9, 2021.\n[Online]. Available: https://example.org/snow\n\
        [Wood22] A. Wood, “Trees of the slopes,” 2022.";
    let want = [
        "[Hill19] J. Hill and K. Reed, “The roads of the valley,” 2019. [Online]. Available: https://example.org/roads",
        "[LAKE 7-2] Board of the Lake (2020) Bridges, Mills and Reservoirs. (The Board, Northam), Report 7-2.",
        "[Moor21a] P. Moor, “Snow,” in Winters, vol. 9, 2021. [Online]. Available: https://example.org/snow",
        "[Wood22] A. Wood, “Trees of the slopes,” 2022.",
    ];
    assert_eq!(among(list), want);
}

#[test]
fn works_by_names_and_year() {
    let list = "Anna Hill, Jo Reed, and Karl van Moor. 2019. The\nroads of the valley and who keeps them in the winter.\n\
        In Proceedings of the Valley (POV), pages 12–24.\nPetra Lake, Ida Stone, Leo Marsh, Otto Martin and Mar-\n\
        tin Wood. 2020a. Mills: a history of wheat and wind.\nThe Lake Review, volume 9, pages\n77–82.\n\
        Eva Rose and Tim Field. 2021. Snow on the slopes.";
    let want = [
        "Anna Hill, Jo Reed, and Karl van Moor. 2019. The roads of the valley and who keeps them in the winter. In Proceedings of the \
         Valley (POV), pages 12–24.",
        "Petra Lake, Ida Stone, Leo Marsh, Otto Martin and Martin Wood. 2020a. Mills: a history of wheat and wind. The Lake Review, \
         volume 9, pages 77–82.",
        "Eva Rose and Tim Field. 2021. Snow on the slopes.",
    ];
    assert_eq!(among(list), want);
}

#[test]
fn titles_in_capitals_at_the_edges_of_pages() {
    let pages = |title: &str| {
        let [first, second] = [ENGLISH[1], ENGLISH[3]].map(|paragraph| wrapped(paragraph, 66));
        let (above, below) = second.split_at(2);
        let page = format!("{}\n{}\n{}", first.join("\n"), above.join("\n"), title.replace('|', "\x0C"));
        cleaned(&format!("{}\n\n{page}\n{}\n", wrapped(ENGLISH[0], 66).join("\n"), below.join("\n")))
    };
    for title in ["ROADS AND BRIDGES|", "|BOARD OF THE NORTHERN VALLEY"] {
        let lines = pages(title);
        assert!(lines.iter().any(|line| line == title.trim_matches('|')), "{lines:#?}");
    }
    // what a law names in capitals stands in its sentence
    let text =
        "The board has put all of its questions on the roads into the part\nFOR FURTHER INFORMATION\nof the report that it wrote in May.";
    assert!(!among(text).iter().any(|line| line == "FOR FURTHER INFORMATION"));
}

#[test]
fn sentences_that_begin_in_capitals() {
    let text =
        "IT WAS THE BEST OF TIMES AND IT WAS THE WORST OF TIMES AND IT WAS\nthe age of the roads and of the mills of the valley in winter.";
    assert_eq!(among(text), [text.replace('\n', " ")]);
}

#[test]
fn keys_that_are_of_no_works() {
    for text in [
        "[Verse 1]\nThe sun is up\nThe sky is blue\n[Chorus 2]\nThe moon is up\nThe sky is red\n[Verse 3]\nThe sun is down",
        "[REQ-1] The gate shall be kept.\nRationale\nUsers wait.\n[REQ-2] The road shall be kept.\nRationale\nUsers walk.\n[REQ-3] The end.",
    ] {
        assert_eq!(among(text), text.split('\n').collect::<Vec<_>>());
    }
}

#[test]
fn words_and_their_numbers() {
    let told = "All roads of Level 2 are shown in version 4.0 of the map, and the roads of Level 3 are those that the workers have kept.";
    for (text, whole) in [
        (
            "The bridges were tested, as the board of the valley asks at Level\n2. The tests were made in May by the workers of the upper town.",
            true,
        ),
        (
            "The bridges were tested, as the board of the valley asks at version\n4.0. The tests were made in May by the workers of the upper town.",
            true,
        ),
        // no such number elsewhere, and a list
        (
            "The bridges were tested, as the board of the valley asks at Level\n7. The tests were made in May by the workers of the upper town.",
            false,
        ),
        (
            "The bridges were tested, and then the board has set out one Level\n2. The tests that were made in May by the workers of the town\n\
          3. The tests that were made in June by the workers of the town",
            false,
        ),
    ] {
        let lines = among(&format!("{}\n\n{text}", wrapped(told, 66).join("\n")));
        assert_eq!(lines.iter().any(|line| line.contains(&text.replacen('\n', " ", 1))), whole, "{lines:#?}");
    }
}

#[test]
fn the_word_o_is_no_bullet() {
    let text = "Los caminos del valle se cierran o se abren según la nieve que cae,\ny cada pueblo decide con su consejo los puentes que va a reparar\n\
        o cerrar. Los vecinos pueden andar o montar a caballo por el bosque\nen verano, y los molinos venden la harina a los pueblos del norte\n\
        o la guardan. Cada año se reparan los puentes o las casas del lago.\n";
    let whole = text.trim().replace('\n', " ");
    assert_eq!(cleaned(&format!("{text}\n{text}")), [whole.clone(), whole]);
    // the second item of a list begins with a small letter
    let items = "Los vecinos dicen lo que van a hacer o lo que no van a hacer en el:\no puentes del valle que se van a reparar antes del invierno, y las\no \
        casas del lago que se van a pintar antes de la nieve.";
    assert!(cleaned(&format!("{text}\n{items}\n")).iter().any(|line| line.starts_with("o casas")));
    // of a list
    let items = "o the roads of the valley\no the bridges over the river\no the mills";
    assert_eq!(among(items), items.split('\n').collect::<Vec<_>>());
}

#[test]
fn labels_of_floats_in_other_languages() {
    let lines = wrapped(ENGLISH[1], 66);
    let (above, below) = lines.split_at(2);
    let others = [ENGLISH[0], ENGLISH[2], ENGLISH[3]].map(|paragraph| wrapped(paragraph, 66).join("\n"));
    for caption in ["TABLE 1 – The roads of the valley", "Tableau 2 : Les routes de la vallée", "Figura 3: Los caminos del valle"] {
        let (above, below) = (above.join("\n"), below.join("\n"));
        let lines = cleaned(&format!("{}\n{above}\n{caption}\n{below}\n{}\n", others[0], others[1..].join("\n")));
        assert!(lines.iter().any(|line| line == caption), "{lines:#?}");
    }
}

#[test]
fn a_title_below_a_colon() {
    let text = "The following are the rules that the board of the valley has given:\nScope of the Rules\nR1\nAll roads of the valley are \
        kept open in winter by the workers.";
    let lines = among(text);
    assert!(lines.iter().any(|line| line == "Scope of the Rules"), "{lines:#?}");
}
