//! Short texts: their columns hardly show, and there is little to learn from.
//!
//! Made texts, cut as extractors cut them (`⏎` is a line end). In what is wanted,
//! `|` stands between the lines that are not blank.

use hakusho::stage::{Gloss, Options};
use hakusho::text::Text;

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (raw, want) in cases {
        let raw = raw.replace('⏎', "\n") + "\n";
        let options = Options { gloss: Gloss::Drop, ..Options::default() };
        let out = hakusho::clean(Text::from(raw.as_str()), &options);
        assert_eq!(out.map.lost(), [], "something was lost of:\n{raw}");
        let have: Vec<&str> = out.text.lines().iter().filter(|l| !l.is_blank()).map(|l| out.text.slice(l.body)).collect();
        assert_eq!(have.join("|"), *want, "raw:\n{raw}");
        assert!(hakusho::clean(Text::from(out.text.as_str()), &options).changes.is_empty(), "not stable:\n{raw}");
    }
}

const HARVEST: &str = "The government has decided⏎to support farmers in the⏎valley. Prices of rice⏎have risen since the⏎spring, and many of the⏎\
    growers cannot pay for⏎seeds.⏎⏎The ministry will without⏎delay publish the results.⏎They were discussed at a⏎meeting in May, and will⏎\
    be sent to all towns.";
const JOINED: &str = "The government has decided to support farmers in the valley. Prices of rice have risen since the spring, and many of \
    the growers cannot pay for seeds.|The ministry will without delay publish the results. They were discussed at a meeting in May, and will be \
    sent to all towns.";

#[test]
fn titles_as_wide_as_a_narrow_column() {
    for title in ["Chapter 1 The Harvest", "Section 2 Rural Roads", "1. The Harvest of the Year", "1.1 The Harvest of Rice"] {
        check(&[(&format!("{title}⏎⏎{HARVEST}"), &format!("{title}|{JOINED}"))]);
    }
    let law = "この章は、水道施設の管理者⏎が遵守すべき事項を定めるこ⏎とにより、安全な水の供給を⏎確保する。";
    check(&[(
        &format!("第１節　管理者の責務⏎（目的）⏎第五条　{law}⏎（記録）⏎第六条　{law}"),
        &format!("第１節　管理者の責務|（目的）|第五条　{0}|（記録）|第六条　{0}", law.replace('⏎', "")),
    )]);
}

#[test]
fn fields_and_what_stands_below_them() {
    let text = "The committee was founded in 2019 and meets four times a⏎year. Its secretariat is the Office of the Cabinet, which⏎prepares \
        the papers for each meeting and keeps the minutes.";
    let ministers = "Minister of Finance: John Smith⏎Minister of Health: Anna Brown⏎Minister of Defence: Peter Jones";
    check(&[
        (&format!("{ministers}⏎⏎{text}"), &format!("{}|{}", ministers.replace('⏎', "|"), text.replace('⏎', " "))),
        (
            &format!("Minutes of the Council on Rural Roads⏎Date: 3 May 2024, 10:00–12:00⏎Place: Room 4, Northern Hall⏎⏎{text}"),
            &format!(
                "Minutes of the Council on Rural Roads|Date: 3 May 2024, 10:00–12:00|Place: Room 4, Northern Hall|{}",
                text.replace('⏎', " ")
            ),
        ),
    ]);
    let ja = "全国の小規模な港では、施設の老朽化が進む⏎一方、専門の職員がいないために改修の計画⏎を立てられない例が増えています。窓口で⏎は、計画の作り方から補助金の申請まで、一⏎貫して支援します。";
    let fields = "国土環境省水資源課　担当：高橋、田中⏎電話：03-1234-5678（直通）⏎E-mail：minato@example.go.jp";
    check(&[(&format!("{ja}⏎{fields}"), &format!("{}|{}", ja.replace('⏎', ""), fields.replace('⏎', "|")))]);
}

#[test]
fn rows_of_cells_and_what_stands_below_them() {
    let text = "The services in the table above are offered in all towns of⏎the region. They can be booked by telephone or at the office⏎of the \
        town, and most of them are free.";
    let rows = "Service A B C⏎Monthly fee ● ○ ●⏎Free support ○ ● ●⏎Repair at home ○ ○ ●";
    let ja = "本検討会は、令和五年四月に設置⏎され、地域の港の在り方について⏎六回にわたり検討を行ってきた。⏎その成果をこの報告書に取りまと⏎める。";
    let names = "検討会委員名簿⏎委員長 山田太郎 東都大学教授⏎委員 鈴木花子 北町市長⏎委員 佐藤次郎 南銀行頭取";
    check(&[
        (&format!("{rows}⏎⏎{text}"), &format!("{}|{}", rows.replace('⏎', "|"), text.replace('⏎', " "))),
        (&format!("{names}⏎⏎{ja}"), &format!("{}|{}", names.replace('⏎', "|"), ja.replace('⏎', ""))),
    ]);
}

#[test]
fn items_and_what_stands_below_them() {
    let list = "– Loans for towns that renew their pipes⏎– A fund for research on the use of rain⏎water in houses and schools, to which the⏎\
        universities of the region may apply";
    let text =
        "The offices will work together closely.⏎Their heads meet every month, and a joint⏎report is published at the end of the⏎year.";
    let wants = "– Loans for towns that renew their pipes|– A fund for research on the use of rain water in houses and schools, to which the \
        universities of the region may apply|The offices will work together closely. Their heads meet every month, and a joint report is \
        published at the end of the year.";
    let before = "The plan has three parts. Each part has⏎its own budget and its own office, and⏎each will be reviewed after two years.";
    let want = format!("{}|{wants}", before.replace('⏎', " "));
    check(&[(&format!("{before}⏎{list}⏎{text}"), &want), (&format!("{before}⏎⏎{list}⏎⏎{text}"), &want)]);
    // the items of a list that fill their lines
    let ja = "国は、次の三つの柱に沿って施⏎策を進める。各施策には担当の⏎部局を置き、二年ごとに見直す。";
    check(&[(
        &format!(
            "{ja}⏎○少ない水で育つ作物への転換⏎を進める農家への支援⏎○老朽化した水道管を更新する⏎自治体に対する低利の融資制度⏎の創設⏎○雨水の利用の研究"
        ),
        &format!(
            "{}|○少ない水で育つ作物への転換を進める農家への支援|○老朽化した水道管を更新する自治体に対する低利の融資制度の創設|○雨水の利用の研究",
            ja.replace('⏎', "")
        ),
    )]);
}

#[test]
fn items_that_wrap() {
    for mark in ["• ", "- "] {
        let list = |end: &str| {
            format!(
                "{mark}Gauges are read every{end}10 minutes instead of every{end}hour⏎{mark}The mill is kept since{end}1998⏎{mark}New walls by the end of{end}2027"
            )
        };
        check(&[(&format!("What changes⏎{}", list("⏎")), &format!("What changes|{}", list(" ").replace('⏎', "|")))]);
    }
    for mark in ["・", "○", "－ "] {
        let list = |end: &str| {
            format!(
                "{mark}水位計の観測の間隔を1時間ごとから{end}10分ごとに短縮する。⏎{mark}堤防を2030年までに改築{end}する。⏎{mark}地図を配る。"
            )
        };
        check(&[(&format!("変更点⏎{}", list("⏎")), &format!("変更点|{}", list("").replace('⏎', "|")))]);
    }
}

#[test]
fn text_below_a_list_without_full_stops() {
    let list = "- The levees of the lowland basins (2021)⏎- How the towns pay for their walls (2022)";
    let text = "Simultaneous to these steps, the ministry⏎will publish a guide for towns, and hold⏎courses for their engineers.";
    check(&[(&format!("{text}⏎{list}⏎{text}"), &format!("{0}|{1}|{0}", text.replace('⏎', " "), list.replace('⏎', "|")))]);
    // what goes on an item stands further in
    let hung = "- The levees of the lowland basins,⏎  by A. Brown, in the second of two⏎  volumes⏎- How the towns pay for their walls";
    check(&[(
        &format!("{text}⏎{hung}⏎{text}"),
        &format!("{0}|{1}|{0}", text.replace('⏎', " "), hung.replace("⏎  ", " ").replace('⏎', "|")),
    )]);
}

#[test]
fn items_of_one_list_stand_evenly() {
    let text =
        "The offices will work together closely. Their⏎heads meet every month, and a joint report is⏎published at the end of the year.";
    let raw =
        format!("{text}⏎⏎• Maps of the walls⏎• Maps of the mills⏎⏎• Maps of the walks⏎• Maps of the roads⏎⏎{text}").replace('⏎', "\n");
    let out = hakusho::clean(Text::from(raw.as_str()), &Options::default());
    let list = "• Maps of the walls\n• Maps of the mills\n• Maps of the walks\n• Maps of the roads\n\n";
    assert!(out.text.as_str().contains(list), "{}", out.text.as_str());
}

#[test]
fn questions_and_answers() {
    let en = "Everyone who lives in the town and is⏎older than sixteen can apply. People who work in⏎the town can apply from next year.";
    let ja = "町内にお住まいの方ならどなたで⏎も申し込めます。町外から通勤さ⏎れている方は、来年度から申し込⏎めるようになります。";
    let (one, two) = (en.replace('⏎', " "), ja.replace('⏎', ""));
    check(&[
        (
            &format!("Q1. Who can apply for the card?⏎A1. {en}⏎Q2. How long does it take?⏎A2. {en}"),
            &format!("Q1. Who can apply for the card?|A1. {one}|Q2. How long does it take?|A2. {one}"),
        ),
        (
            &format!("Ｑ１　誰が申し込めますか。⏎Ａ　{ja}⏎Ｑ２　費用はいくらですか。⏎Ａ　{ja}"),
            &format!("Ｑ１　誰が申し込めますか。|Ａ　{two}|Ｑ２　費用はいくらですか。|Ａ　{two}"),
        ),
    ]);
}

#[test]
fn entries_of_references() {
    check(&[(
        "[1] Hill, J. and Brown, A. (2019). The Roads of the North.⏎Northern Press, London.⏎[2] Reed, A. (2020). Water and the law. Journal of \
         Rural⏎Studies, 14(2), pp.⏎33–47.⏎[3] Jones, P. (2022). How towns pay for bridges.",
        "[1] Hill, J. and Brown, A. (2019). The Roads of the North. Northern Press, London.|[2] Reed, A. (2020). Water and the law. Journal of \
         Rural Studies, 14(2), pp. 33–47.|[3] Jones, P. (2022). How towns pay for bridges.",
    )]);
}

#[test]
fn numbers_and_addresses_that_were_torn() {
    check(&[(
        "The guide is found at https://pubs.example.gov/papers/SP.800⏎-207-draft.pdf and was last changed in May. The list of all the⏎offices \
         is at https://sea.example.⏎org/offices/index.html in the same form. The figures are given in Table⏎1.6. They are those of 2020, see \
         the annual report, and Figure⏎2, which shows how they have changed since the war came to its end.",
        "The guide is found at https://pubs.example.gov/papers/SP.800-207-draft.pdf and was last changed in May. The list of all the offices \
         is at https://sea.example.org/offices/index.html in the same form. The figures are given in Table 1.6. They are those of 2020, see \
         the annual report, and Figure 2, which shows how they have changed since the war came to its end.",
    )]);
}

#[test]
fn words_and_names_that_were_torn() {
    check(&[(
        "The abil -⏎ity of the town to read its gauges is a tradi -⏎tional strength, and it was re-⏎established after the flood. Their \
         abil -ity to learn is known. The leaders of the G⏎7 met in the old mill and wrote to the town at info@⏎example.org and then to \
         https://sea.example.org/x⏎#top of the list. It is a well known mill - not a large one -⏎and the leaders of the G7 looked at it with -v.",
        "The ability of the town to read its gauges is a traditional strength, and it was re-established after the flood. Their \
         ability to learn is known. The leaders of the G7 met in the old mill and wrote to the town at info@example.org and then to \
         https://sea.example.org/x#top of the list. It is a well known mill - not a large one - and the leaders of the G7 looked at it with -v.",
    )]);
}

/// No width says that their lines were wrapped.
#[test]
fn paragraphs_of_two_lines() {
    check(&[(
        "The council met on 3 May.⏎⏎The meeting discussed the budget for the coming year and agreed to publish⏎the results in June.",
        "The council met on 3 May.|The meeting discussed the budget for the coming year and agreed to publish the results in June.",
    )]);
}

#[test]
fn the_last_word_of_a_text() {
    let ja = "座長から、次回は整理した論点に⏎沿って議論を行うとの発言があ⏎り、その方法について意見の交換⏎を行った後、閉会が宣せられた。";
    check(&[(&format!("{ja}⏎以　上"), &format!("{}|以　上", ja.replace('⏎', "")))]);
}

#[test]
fn a_title_does_not_end_a_sentence_that_was_cut() {
    let cut = "2015年9月の条例の成立を受け、2016年9月、新たな協定への署名が行われ、2017年4月14日に議会で承認され、同月25日に発効した。\
        これにより、条例により実施可能となった資材と人員の提供についても、";
    let text = "山の村の消防団は、年に二度、川の町の消防団と合同で訓練を行っています。訓練では、水を運ぶ手順を確かめます。";
    check(&[(&format!("{cut}⏎⏎合同の訓練に参加した消防団長の声⏎⏎{text}"), &format!("{cut}|合同の訓練に参加した消防団長の声|{text}"))]);
}

#[test]
fn labels_in_a_sentence_begin_nothing() {
    check(&[(
        "We visited twelve harbours. In eight of them, the walls were in a bad state (see⏎Figure 3). The owners told us that they had asked for \
         help. We read it in⏎Table 2, which was made by the owners.",
        "We visited twelve harbours. In eight of them, the walls were in a bad state (see Figure 3). The owners told us that they had asked for \
         help. We read it in Table 2, which was made by the owners.",
    )]);
}

#[test]
fn numbers_in_a_sentence_are_no_labels() {
    check(&[
        (
            "The rules will make tap water safer in⏎all towns, and they apply from 1 January⏎2026. After them, we turn to item⏎2 of the agenda.",
            "The rules will make tap water safer in all towns, and they apply from 1 January 2026. After them, we turn to item 2 of the agenda.",
        ),
        (
            "１　概要⏎(1) 期間　令和５年１１月１日（水）から１１月３０⏎日（木）まで⏎(2) 方法　広報紙",
            "１　概要|(1) 期間　令和５年１１月１日（水）から１１月３０日（木）まで|(2) 方法　広報紙",
        ),
    ]);
}

#[test]
fn works_by_author_and_year() {
    check(&[(
        "Hill, J. and Smith, P. (2020) ‘Who⏎pays for bridges?’, Journal of Rural⏎Studies, 14(2), pp. 33–47.⏎Ministry of the Sea (2021) White⏎\
         paper on small harbours and what⏎they cost the towns.",
        "Hill, J. and Smith, P. (2020) ‘Who pays for bridges?’, Journal of Rural Studies, 14(2), pp. 33–47.|Ministry of the Sea (2021) White \
         paper on small harbours and what they cost the towns.",
    )]);
}

#[test]
fn letters() {
    let text = "Thank you for your letter of 4 April⏎about the noise at the harbour. We have⏎asked the port office to look into it,⏎and we will write \
        to you again as soon as⏎we have heard from them.";
    check(&[(
        &format!("Dear Sir or Madam,⏎⏎{text}⏎⏎Yours faithfully,⏎John Smith⏎Office of the Mayor"),
        &format!("Dear Sir or Madam,|{}|Yours faithfully,|John Smith|Office of the Mayor", text.replace('⏎', " ")),
    )]);
}

#[test]
fn a_sentence_that_a_list_completes() {
    check(&[(
        "Recommendation 2. Parliament should pro-⏎vide the means.⏎⏎Recommendation 3. Towns should report⏎each year on⏎⏎(i) the length of pipes \
         replaced;⏎⏎(ii) the costs; and⏎⏎(iii) the number of houses that still⏎have lead pipes.⏎⏎The committee will come back to these⏎questions in \
         2027.",
        "Recommendation 2. Parliament should provide the means.|Recommendation 3. Towns should report each year on|(i) the length of pipes \
         replaced;|(ii) the costs; and|(iii) the number of houses that still have lead pipes.|The committee will come back to these questions in \
         2027.",
    )]);
}

#[test]
fn brackets_that_go_on_a_sentence() {
    check(&[(
        "A risk-informed ap-⏎proach looks at what⏎can go wrong. The plan-⏎ner first lists the⏎hazards of the area⏎(floods, storms and⏎fires), and \
         then asks⏎how likely each is.",
        "A risk-informed approach looks at what can go wrong. The planner first lists the hazards of the area (floods, storms and fires), and then \
         asks how likely each is.",
    )]);
}

#[test]
fn a_capital_in_the_middle_of_a_paragraph() {
    check(&[(
        "Foreword⏎⏎This report was written by the Council on Rural⏎Roads. It describes the state of roads and bridges⏎in the north and what should be \
         done about them.",
        "Foreword|This report was written by the Council on Rural Roads. It describes the state of roads and bridges in the north and what should \
         be done about them.",
    )]);
}

#[test]
fn titles_set_apart_and_below_one_another() {
    let text = "全国の小規模な港では、施設の老朽化が⏎進む一方、専門の職員がいないために改⏎修の計画を立てられない例が増えていま⏎す。窓口では、計画の作り方から補助金⏎\
        の申請まで、一貫して支援します。";
    let joined = text.replace('⏎', "");
    check(&[
        (
            &format!(
                "記 者 発 表 資 料⏎港の改修を支える窓口が、令和６年１１⏎月２３日（土）に開設されます⏎～小さな港を守り、町を元気にする～⏎{text}⏎{text}"
            ),
            &format!(
                "記 者 発 表 資 料|港の改修を支える窓口が、令和６年１１月２３日（土）に開設されます|～小さな港を守り、町を元気にする～|{joined}|{joined}"
            ),
        ),
        ("自 治 体 利 用 者⏎自治体の利用者と利用料金は、次のとおりである。", "自治体利用者|自治体の利用者と利用料金は、次のとおりである。"),
        (
            "月 火 水 木 金 土⏎月曜日と火曜日は、図書館を閉じるものとする。",
            "月 火 水 木 金 土|月曜日と火曜日は、図書館を閉じるものとする。",
        ),
    ]);
}

#[test]
fn rows_that_end_with_numbers() {
    let text = "「取り組んでいない」と回答した市町村に⏎その理由を尋ねたところ、「人員が不足し⏎ている」が最も多く、次いで「財源が不足⏎している」であった。";
    check(&[(
        &format!("{text}⏎令和４年度 62.3 37.7⏎平成29年度 47.2 52.8⏎{text}"),
        &format!("{0}|令和４年度 62.3 37.7|平成29年度 47.2 52.8|{0}", text.replace('⏎', "")),
    )]);
}

#[test]
fn names_that_are_left_open() {
    check(&[(
        "○○市は、公共施設の計画を定め、次の年⏎度から五年をかけて施設の統合を進めるこ⏎ととした。統合に当たっては、住民の意見⏎を聴く。",
        "○○市は、公共施設の計画を定め、次の年度から五年をかけて施設の統合を進めることとした。統合に当たっては、住民の意見を聴く。",
    )]);
}

#[test]
fn abbreviations_at_a_line_end() {
    check(&[(
        "The survey was carried out by Dr.⏎Huber and Prof.⏎Adams, and the results were shown to the council of St.⏎Louis in May. It found \
         that approx.⏎12 per cent of the offices of the U.S.⏎government had no plan for floods. The Mt.⏎Fuji region was asked by J.⏎Smith \
         in Oct.⏎2021, and in the view of⏎R. Jones the towns, etc.⏎should work together.",
        "The survey was carried out by Dr. Huber and Prof. Adams, and the results were shown to the council of St. Louis in May. It found \
         that approx. 12 per cent of the offices of the U.S. government had no plan for floods. The Mt. Fuji region was asked by J. Smith \
         in Oct. 2021, and in the view of R. Jones the towns, etc. should work together.",
    )]);
    // these end sentences, too
    let first = "The gauges were paid for by the U.S. and the towns, and they are read by the people who live near the river in the U.K.";
    check(&[(&format!("{first}⏎⏎The mill is read at 10 a.m."), &format!("{first}|The mill is read at 10 a.m."))]);
}

#[test]
fn a_title_in_a_sentence_that_was_cut() {
    let basins = "The lowland basins saw the heaviest rain in thirty years during the wet⏎autumn of last year, and local governments had to evacuate \
        a great many⏎residents in the prefectures. Emergency shelters were opened in schools⏎and gymnasiums, and the agency sent its engineers \
        to the places at risk⏎in order to inspect the levees and to help with the first repairs.";
    let before = basins.replace('⏎', " ");
    for (cut, rest, whole) in [
        ("At its meeting in the old town hall in December the council at last had", "adopted a plan for it.", "had adopted a plan for it."),
        (
            "The boats were sent to the northern islands in May because many fisher-",
            "men had asked for them.",
            "fishermen had asked for them.",
        ),
    ] {
        let start = cut.rsplit_once(' ').map_or("", |(start, _)| start);
        check(&[(
            &format!("{basins}⏎⏎{cut}⏎⏎Protecting the Northern Islands⏎⏎{rest}"),
            &format!("{before}|{start} {whole}|Protecting the Northern Islands"),
        )]);
    }
}

#[test]
fn captions_with_a_credit_that_cut_a_sentence() {
    let before = "　国土環境省は、全国の河川の水位を観測し、その結果を⏎毎日公表している。昨年は大雨が続いたため、観測所を増⏎やし、\
        住民への連絡の方法も改めた。今年は、下流の市町⏎村と協力して、避難の訓練を四回行うこととしている。⏎\
        平成23年に発生した地震では、10万人を超える職員を現⏎地に派遣し、人命の救助や、避難した住民の生活の支援に";
    let after = "当たった。この経験を踏まえ、関係機関との連携を強化⏎し、災害に備えた訓練を毎年行っている。今後も、地方公⏎\
        共団体と協力しながら、体制の整備を進めていく。また、⏎住民が自ら備えることも大切であり、そのための講習会を⏎各地で開いている。";
    let joined = format!("{before}{after}").replace('⏎', "").replace('\u{3000}', "");
    for (caption, above, below) in [
        ("写真　訓練に参加する職員の様子（国土環境省提供）", "⏎", "⏎"),
        ("訓練の様子（国土環境省提供）", "⏎", "⏎"),
        ("訓練に参加する職員の様子（国土環境省提供）", "⏎⏎", "⏎⏎"),
        ("訓練の様子（国土環境省提供）", "⏎\x0C", "⏎"),
        ("訓練の様子（国土環境省提供）", "⏎", "⏎\x0C"),
        ("訓練の様子（写真提供：国土環境省）", "⏎\x0C", "⏎"),
        ("訓練の様子（写真提供：国土環境省）", "⏎", "⏎\x0C"),
    ] {
        check(&[(&format!("{before}{above}{caption}{below}{after}"), &format!("{joined}|{caption}"))]);
    }
    // in smaller type, with the place in front of the giver
    let (first, second) = ("各国の代表と意見を交わす国土環境省の職員の様子（9月20日、海の見える", "丘の町　写真提供：国土環境省）");
    check(&[(&format!("{before}⏎{first}⏎{second}⏎{after}"), &format!("{joined}|{first}{second}"))]);
    // the source of a figure in a full line of the sentence
    let full = "世帯の数は増え続けており、令和２年には初めて五千五百⏎万世帯を超え、単身の世帯の割合は高い（出典：総務省）⏎\
        国民の生活を支える仕組みは、こうした変化に合わせて見⏎直す必要がある。";
    let start = before.split("平成23年").next().unwrap_or_default();
    let text = format!("{start}{full}⏎{start}");
    let own = start.replace(['⏎', '\u{3000}'], "");
    check(&[(&text, &format!("{own}{}|{own}", full.replace('⏎', "")))]);
}

#[test]
fn remarks_to_a_figure_that_cut_a_sentence() {
    let before = "　国土環境省は、全国の河川の水位を観測し、その結果を⏎毎日公表している。昨年は大雨が続いたため、観測所を増⏎やした※1。\
        連絡の方法は、町ごとに改めた※2。今年からは、下⏎流の市町村と協力して、避難の訓練を四回行っている（図1-1、図";
    let notes = "※1：水位は、午前六時に測り、観測所の名とともに翌日の朝に公表さ⏎れる。雨の量も同じである。⏎\
        ※2：連絡の方法は、令和元年に国土環境省の会議（第21回会議）にお⏎いて定められた、町ごとの取決めによる。";
    let figure = "図１　川の水位（2010～2023年）⏎（万人）⏎400⏎300⏎200⏎100⏎0⏎注1：水位は、毎日測ったものの平均である。⏎\
        2：雨の量は、町ごとに、午前六時までの一日の雨について測った値を⏎示す。⏎資料：国土環境省";
    let joined = format!("{before}1-2）。").replace(['⏎', '\u{3000}'], "");
    let notes_joined = notes.replace("さ⏎れ", "され").replace("にお⏎いて", "において").replace('⏎', "|");
    let figure_joined = figure.replace("値を⏎示", "値を示").replace('⏎', "|");
    check(&[(&format!("{before}⏎{notes}⏎{figure}⏎1-2）。⏎1　雨の量"), &format!("{joined}|{notes_joined}|{figure_joined}|1　雨の量"))]);
}

#[test]
fn a_title_does_not_wait_while_items_begin_and_end() {
    let text = "時や天気に応じて、便の数と運賃を自動⏎現状認識・課題分析⏎・割引額や、回数券の値段の基準は同じではな⏎\
        く、坂を迂回し、安全かつ快適に走れる経路と⏎二つの路線とを比較可能にします。⏎・役場の玄関で路線のグラフ・ダイヤ・パ⏎\
        ラメータ更新履歴を公開します。⏎アプリと電話の窓口でバスの遅れを案内する⏎－時刻や運賃などの町内データも整備し、より";
    let out = hakusho::clean(Text::from(text.replace('⏎', "\n").as_str()), &Options::default());
    assert!(out.text.starts_with("時や天気に応じて、便の数と運賃を自動\n"), "{}", out.text.as_str());
}

#[test]
fn a_reference_in_a_full_line() {
    let before = "　国土環境省は、全国の河川の水位を観測し、その結果を⏎毎日公表している。昨年は大雨が続いたため、観測所を増⏎やした。⏎参照⏎";
    let after = "住民への連絡の方法も改めた。今年は、下流の市町村と協⏎力して、避難の訓練を四回行うこととしている。";
    let joined = before.replace("⏎参照⏎", "").replace(['⏎', '\u{3000}'], "");
    let reference = "資料12（主要な河川に置かれた観測所と測る項目の一覧）";
    check(&[(&format!("{before}{reference}⏎{after}"), &format!("{joined}|参照|{reference}|{}", after.replace('⏎', "")))]);
}

#[test]
fn schedules_of_a_law() {
    let law = "第十一条　この規則に定めるもののほか、必要な事項は、大⏎臣が別に定めるものとし、その内容を公示するものとする。⏎\
        第十二条　前条の届出をした者は、その旨を遅滞なく知事に⏎報告しなければならず、知事は、報告の内容を公示するもの";
    let joined = law.replace("大⏎臣", "大臣").replace("知事に⏎報告", "知事に報告").replace('⏎', "|");
    check(&[
        (
            &format!("{law}⏎別表第一（第三条関係）⏎区分　手数料の額⏎甲　千円"),
            &format!("{joined}|別表第一（第三条関係）|区分　手数料の額|甲　千円"),
        ),
        (
            &format!("{law}⏎別表（第三条、第五条関係）⏎一　甲に掲げるもの"),
            &format!("{joined}|別表（第三条、第五条関係）|一　甲に掲げるもの"),
        ),
        (
            &format!("{law}⏎別表第一（第三条関係）に掲げるものとする。⏎第十三条　届出は、書面による。"),
            &format!("{joined}別表第一（第三条関係）に掲げるものとする。|第十三条　届出は、書面による。"),
        ),
    ]);
}

/// A sentence of an English text in which other lines are found, and what surrounds it.
const ABOVE: &str = "The council of the valley has kept the old roads open for many years, and⏎the people of the upper villages depend on them in \
    winter. Every spring the⏎workers of the district look at the bridges and repair what the water has";
const BELOW: &str = "taken away. The costs have risen since the last report was written, but the⏎number of accidents has fallen by a third in all \
    of the five districts.⏎⏎Many families that left the villages in the last century have come back⏎because work can be done at home now.";

/// What comes of them when lines stood between, which are moved behind the sentence.
fn behind_the_sentence(float: &str) -> String {
    let (first, rest) = BELOW.split_once("⏎⏎").unwrap_or_default();
    format!("{ABOVE} {first}|{float}|{rest}").replace('⏎', " ")
}

#[test]
fn lines_of_figures_inside_a_sentence() {
    for (float, want) in [
        ("Source: Council of the Valley (2020).", "Source: Council of the Valley (2020)."),
        ("* Figures for 2019 are estimates.", "* Figures for 2019 are estimates."),
        ("† Estimates of the council.", "† Estimates of the council."),
        ("Figure 3. Length of the roads, 2019", "Figure 3. Length of the roads, 2019"),
        ("North⏎South⏎East⏎120⏎100⏎80", "North|South|East|120|100|80"),
        (
            "Box 2. The mill⏎The mill was built in 1820. It is now a museum.",
            "Box 2. The mill|The mill was built in 1820. It is now a museum.",
        ),
    ] {
        check(&[(&format!("{ABOVE}⏎{float}⏎{BELOW}"), &behind_the_sentence(want))]);
    }
}

#[test]
fn a_dash_at_a_line_end() {
    let (above, below) = (ABOVE.replace("the water has", "a flood—"), BELOW.replacen("taken away.", "which came in May", 1));
    let want = format!("{above}{}", below.replace("⏎⏎", "|")).replace('⏎', " ");
    check(&[(&format!("{above}⏎{below}"), &want)]);
}

#[test]
fn a_note_below_a_torn_word() {
    let (above, below) = (ABOVE.replace(" water has", " muni-"), BELOW.replacen("taken away", "cipality has taken away", 1));
    let note = "12 See the report of the council on its roads.";
    let (first, rest) = below.split_once("⏎⏎").unwrap_or_default();
    let whole = format!("{above}{first}|{note}|{rest}").replace("muni-", "muni").replace('⏎', " ");
    check(&[(&format!("{above}⏎{note}⏎{below}"), &whole)]);
}

#[test]
fn numbers_and_places_that_were_torn() {
    check(&[(
        "The budget of the council for the roads of the valley came to 10,⏎000 dollars, and to $12,⏎500 with the bridges, as told on pages 201–⏎219 \
         of the report which the council has published. The vote of 42–⏎17 stands in Annex⏎B. \
         Under Art.⏎12 para. 3 of the Act and the terms of section⏎11, the fee is due. It is the State of the Art.⏎The non-⏎governmental bodies and \
         the multi-⏎national plan are at https://⏎www.example.org/reports.⏎html and at https://doi.org/10.1000/xyz.2019.⏎00123 in full.",
        "The budget of the council for the roads of the valley came to 10,000 dollars, and to $12,500 with the bridges, as told on pages 201–219 \
         of the report which the council has published. The vote of 42–17 stands in Annex B. \
         Under Art. 12 para. 3 of the Act and the terms of section 11, the fee is due. It is the State of the Art.|The non-governmental bodies and \
         the multi-national plan are at https://www.example.org/reports.html and at https://doi.org/10.1000/xyz.2019.00123 in full.",
    )]);
    check(&[("Under Art.⏎12 para. 3 of the Act the fee is due.", "Under Art. 12 para. 3 of the Act the fee is due.")]);
}

#[test]
fn works_behind_an_address() {
    check(&[(
        "Council of the Valley (2019). Report on the use of water. Valley Press.⏎https://www.example.org/reports/water.html⏎Stone, P. B. and Mill, A. \
         (2018). On the bridges of the valley: a⏎review. Works and Bridges, 45, 12–30. doi:10.1000/wb.2018.00045⏎Towns, United (2017). Guidelines \
         for all towns. Lakeside.",
        "Council of the Valley (2019). Report on the use of water. Valley Press. https://www.example.org/reports/water.html|Stone, P. B. and Mill, A. \
         (2018). On the bridges of the valley: a review. Works and Bridges, 45, 12–30. doi:10.1000/wb.2018.00045|Towns, United (2017). Guidelines \
         for all towns. Lakeside.",
    )]);
}

#[test]
fn numbers_with_points_and_spaces_that_were_torn() {
    let raw = "The council of the valley paid £1.⏎75 million for the roads, and the share of them in its budget rose to 24.⏎6 per cent. \
        The cost of the old mill is 1 200⏎000 dollars, and it was seen by more than 1⏎200 000 people, all of whom came in 2019.⏎\
        75 million people live in the country. The report is at https://doi.org/10.1000/xyz.⏎12345 people have read it.";
    let want = raw.replace("£1.⏎", "£1.").replace("24.⏎", "24.").replace("2019.⏎", "2019.|").replace("xyz.⏎", "xyz.|");
    check(&[(raw, &want.replace('⏎', " "))]);
}

#[test]
fn labels_and_names_that_end_a_sentence() {
    for (line, next) in [("and all the roads are counted using", "Table 2."), ("and all the roads are shown together with", "Figure 3.")] {
        check(&[(&format!("{ABOVE}⏎{line}⏎{next}⏎{BELOW}"), &{
            let (first, rest) = BELOW.split_once("⏎⏎").unwrap_or_default();
            format!("{ABOVE} {line} {next}|{first}|{rest}").replace('⏎', " ")
        })]);
    }
    let ministry = ABOVE.replace("what the water has", "all of them for the Ministry of");
    check(&[(
        &format!("{ministry}⏎Defence⏎Figure 3⏎⏎{}", &BELOW[BELOW.find("Many").unwrap_or(0)..]),
        &format!("{ministry} Defence|Figure 3|{}", &BELOW[BELOW.find("Many").unwrap_or(0)..]).replace('⏎', " "),
    )]);
}

#[test]
fn halves_of_suspended_compounds() {
    check(&[(
        "The plan of the council is made for all of the small-⏎and medium-sized towns, and for the river-⏎or lake-side roads.",
        "The plan of the council is made for all of the small- and medium-sized towns, and for the river- or lake-side roads.",
    )]);
}

#[test]
fn places_that_are_named_in_a_sentence() {
    let (first, rest) = BELOW.split_once("⏎⏎").unwrap_or_default();
    for (line, next, joined) in [
        ("and all of the roads are in the list and", "Annex B. All in all, the report of the council has told of them in full, and", true),
        ("and all of the roads are in the list and", "Chapter 5 Roads of the valley", false),
    ] {
        let raw = format!("{ABOVE} taken,⏎{line}⏎{next}⏎{first}⏎⏎{rest}");
        let out = hakusho::clean(Text::from(raw.replace('⏎', "\n").as_str()), &Options::default());
        assert_eq!(out.text.as_str().contains(&format!("{line} {next}")), joined, "{}", out.text.as_str());
    }
}

#[test]
fn lines_of_a_paragraph_beside_smaller_type() {
    let prose = "The mill is kept open by those who work in it and by a lot of the people of the town. It stands on a New⏎Valley Garden for any \
        potentially valuable trees and/or flowers. Under section 12 of the plan, the mid-term⏎review is due (see Figure 2.1). Plant other \
        trees, Upper Valley, or Valley Garden trees in it, and make a⏎garden of any land that you think is useful to the inhabitants.";
    let small = "Gardening here means having a clear understanding of what a town needs to do on all hills to provide shelter to the⏎people. \
        That may look like helping the towns stay focused on shared goals, asking for 10 new gardens when a village";
    let title = "Box 3. What the towns have learned";
    check(&[(&format!("It is open.⏎{prose}⏎{title}⏎{small}"), &format!("It is open.|{prose}|{title}|{small}").replace('⏎', " "))]);
}

#[test]
fn paragraphs_that_are_numbered() {
    let paragraph = |n: usize| {
        format!(
            "({n}) You can take {n} rests of half an hour or one of one whole hour of the day. Rests are not paid, so that you⏎have to make sure \
             that you work for eight hours a day. If you come in at eight, you go home at four.⏎Those of you who work at night have rests \
             of their own, which the head of the house has told you of.⏎They are as long as the others are."
        )
    };
    let all: Vec<String> = (1..=12).map(paragraph).collect();
    let out = hakusho::clean(Text::from(all.join("⏎").replace('⏎', "\n").as_str()), &Options::default());
    assert!(out.text.as_str().contains(&paragraph(9).replace('⏎', " ")), "{}", out.text.as_str());
}

#[test]
fn a_note_that_fills_its_line_goes_on() {
    let text = "If you have been ill in your house for a long time and have no more days of your own left, you⏎can ask for those of the others \
        (see the Plan of the Valley). All of them can give you some of⏎their own days for it.";
    let note = "Note: There are some roads and other works in all of the towns, such as bridges or New Valley⏎Roads (the new ones in the hills \
        are works of the council which were paid by the month but are⏎in all other ways like the old ones).";
    check(&[(&format!("{text}⏎{note}"), &format!("{text}|{note}").replace('⏎', " "))]);
}
