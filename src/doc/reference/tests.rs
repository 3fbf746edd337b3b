//! What is a reference, and what is none.

use super::{Broken, Target, find};
use crate::doc::number::{Step, Unit};
use crate::doc::parse;
use crate::text::Text;

fn path(steps: &[Step]) -> String {
    let name = |u: Unit| match u {
        Unit::Part => "部",
        Unit::Chapter => "章",
        Unit::Section => "節",
        Unit::Item => "項",
        Unit::Clause => "款",
        Unit::Appendix => "附",
        Unit::Unnamed => ".",
    };
    steps.iter().map(|s| format!("{}{}", s.value, name(s.unit))).collect()
}

/// Compares with `reference>target(title)p.N`, joined by spaces.
fn check(line: &str, want: &str) {
    let text = Text::from(line);
    let found = find(&text, &parse(&text), &[], &[]);
    let got: Vec<String> = found
        .list
        .iter()
        .map(|r| {
            let target = match &r.target {
                Target::Heading(steps) => path(steps),
                Target::Relative { unit, by, steps } => {
                    format!("{by}{}{}", path(&[Step { unit: *unit, value: 0 }]).trim_start_matches('0'), path(steps))
                }
                Target::Label(label) => format!("{}{:?}", label.family, label.number).replace(", ", "-"),
                Target::Page(n) => format!("p{n}"),
                Target::Note(n) => format!("注{n}"),
                Target::Broken(Broken::Unfilled) => "?".to_owned(),
                Target::Broken(Broken::Field) => "!".to_owned(),
                Target::Broken(Broken::Backwards) => "<".to_owned(),
            };
            let title = r.title.map_or(String::new(), |t| format!("({})", text.slice(t)));
            let page = r.page.map_or(String::new(), |p| format!("p.{}", p.1));
            format!("{}>{target}{title}{page}", text.slice(r.span).replace(' ', "_"))
        })
        .collect();
    assert_eq!(got.join(" "), want, "{line}");
}

#[test]
fn headings() {
    check("海については、本章3節で述べる。", "本章3節>0章3節");
    check("前節で述べたように、次項では扱わない。", "前節>-1節 次項>1項");
    check("詳細は3章3節1項（海の利用）を参照。", "3章3節1項>3章3節1項(海の利用)");
    check("については、V部1章3節3項(米国との協力関係)のとおり。", "V部1章3節3項>5部1章3節3項(米国との協力関係)");
    check("次に、第Ⅲ部第2章を見る。", "第Ⅲ部第2章>3部2章");
    check("これはIII部2章に示す。", "III部2章>3部2章");
    check("整備する（第３章第２節参照）。", "第３章第２節>3章2節");
    check("第二章の第三節で述べた。", "第二章の第三節>2章3節");
    check("参照　1.2.1項（海の利用）、3.2.1項（安全の確保（続））", "1.2.1項>1.2.1.(海の利用) 3.2.1項>3.2.1.(安全の確保（続）)");
    check("詳しくは1.2節を参照。", "1.2節>1.2.");
    check(
        "参照　本章2節2項（現状と課題）、資料2（海の資料）、本章1節3項（船の数）",
        "本章2節2項>0章2節2項(現状と課題) 資料2>資料[2](海の資料) 本章1節3項>0章1節3項(船の数)",
    );
    check("参照　V部1章3節1項（制度）、同3項（協力）", "V部1章3節1項>5部1章3節1項(制度) 同3項>5部1章3節3項(協力)");
    check("第2章第3節及び第4節で述べる。", "第2章第3節>2章3節 第4節>2章4節");
    check("3章3節1項（海の利用）p.357", "3章3節1項>3章3節1項(海の利用)p.357");
    check("第2節「海の利用」で述べた。", "第2節>2節(海の利用)");
    check("第2節で紹介した船は増えた。", "第2節>2節");
}

#[test]
fn no_headings() {
    for line in [
        "同法第3章に定める。",
        "「海の計画」第2章に定める。",
        "憲法第2章を読む。",
        "国連憲章の第7章に基づく。",
        "全5章から成る。",
        "2章建ての構成。",
        "3項目を掲げる。",
        "第1部隊を置く。",
        "第5条第2項の規定により、",
        "第3章第5条に定める。",
        "一部の自治体では、",
        "報告書を3部作成した。",
        "日本章を定める。",
        "第3節　海の利用",
        "第2章",
        "平成30年法律第1号",
        "次のとおり、本部を置く。",
        "2つの節目を迎えた。",
    ] {
        check(line, "");
    }
}

#[test]
fn labels() {
    check("全体の状況を図表Ⅰ-1-1-1に示す。", "図表Ⅰ-1-1-1>図表[1-1-1-1]");
    check("全体の状況を第3-1-1図に示す。", "第3-1-1図>図[3-1-1]");
    check("図表Ⅲ-2-2-1～3に示す。", "図表Ⅲ-2-2-1>図表[3-2-2-1] 3>図表[3-2-2-3]");
    check("これを図1-1及び図1-2に示す。", "図1-1>図[1-1] 図1-2>図[1-2]");
    check("これを図１、２及び３に示す。", "図１>図[1] ２>図[2] ３>図[3]");
    check("資料30（日米共同研究）、資料31", "資料30>資料[30](日米共同研究) 資料31>資料[31]");
    check("次にしめす（表 2 - 政府が保有するデータ）。", "表_2>表[2]");
    check("下図（図表３）に示す。同図によれば、", "図表３>図表[3]");
    check("図1に示す。同図によれば、", "図1>図[1] 同図>図[1]");
    check("別表第2のとおり。", "別表第2>別表[2]");
    check("詳細は注3及び脚注2を見よ。", "注3>注3 脚注2>注2");
    check("図5～3を見よ。", "図5～3><");
    for line in [
        "地図3を持つ。",
        "発表1件があった。",
        "図1枚を添える。",
        "図1-2　海の利用",
        "資料：公表資料1を基に作成",
        "一覧表2を見る。",
        "代表2名",
        "表3%増",
    ] {
        check(line, "");
    }
}

#[test]
fn lists_and_ranges() {
    check("第2～4章で述べる。", "第2>2章 4章>4章");
    check("第２章から第４章までで述べる。", "第２章>2章 第４章>4章");
    check("第2、3及び4節を参照。", "第2>2節 3>3節 4節>4節");
    check("第1章第2・3節を参照。", "第1章>1章 第2>1章2節 3節>1章3節");
    check("第4～2章で述べる。", "第4～2章><");
    check("第5章～第2章で述べる。", "第5章～第2章><");
    check("図3から図1までを見よ。図3から図1に移した。", "図3から図1>< 図3>図[3] 図1>図[1]");
    check("See Figs. 3 and 4.", "Figs._3>Figure[3] 4>Figure[4]");
    check("See Figures 5–3 and Chapters 5 to 2.", "Figures_5–3>< Chapters_5_to_2><");
    check("図表1、2及び3に示す。", "図表1>図表[1] 2>図表[2] 3>図表[3]");
    check("資料30・31を見よ。", "資料30>資料[30] 31>資料[31]");
    check("See Figures 3 and 4, and Tables 3–5.", "Figures_3>Figure[3] 4>Figure[4] Tables_3>Table[3] 5>Table[5]");
    check("This is said in Sections 2.1–2.3.", "Sections_2.1>2.1. 2.3>2.3.");
    check("It is in Figures 2–1 and 2–2.", "Figures_2–1>Figure[2-1] 2–2>Figure[2-2]");
    check("It is said on pp. 12-15 and p. 20.", "pp._12-15>p12 p._20>p20");
    for line in ["第1、2及び3章建ての本", "平成2～4年", "同法第2～4章に定める。", "2～4章", "第2～4部隊", "第2、3の節目"]
    {
        check(line, "");
    }
}

#[test]
fn mixed_paths() {
    check("第2節1(3)で述べた。", "第2節1(3)>2節1.3.");
    check("第1章第2節1（3）イを参照。", "第1章第2節1（3）イ>1章2節1.3.2.");
    check("本章第2節の1（3）（海の利用）を参照。", "本章第2節の1（3）>0章2節1.3.(海の利用)");
    check("第2節1で述べた。", "第2節>2節");
    check("第2節（3）で述べた。", "第2節>2節");
    check("第2節1（3）イランを見る。", "");
}

#[test]
fn notes() {
    check("注3を参照。脚注2のとおり。前掲注4", "注3>注3 脚注2>注2 注4>注4");
    check("注1及び2を参照。", "注1>注1 2>注2");
    check("脚注1～3に記した。脚注4～2に記した。", "脚注1>注1 3>注3 脚注4～2><");
    check("詳しくは（注3参照）。", "注3>注3");
    check("See footnote 4 and footnotes 5 and 6.", "footnote_4>注4 footnotes_5>注5 6>注6");
    for line in ["発注3件", "受注3を見る。", "船である注3。", "注3　船の数", "※注3を除く", "See footnote 4 of the report.", "注意3を参照"]
    {
        check(line, "");
    }
}

#[test]
fn english() {
    check("For details see Section 2.1 and Chapter 3.", "Section_2.1>2.1. Chapter_3>3章");
    check("The cost (see Chapter 3, Section 2) is high.", "Chapter_3,_Section_2>3章2節");
    check("The cost is told in Section 2, Chapter 3, of the report.", "Chapter_3>3章");
    check("The data are in Figures 3 and 4.", "Figures_3>Figure[3] 4>Figure[4]");
    check("Details are given in Appendix B.", "Appendix_B>2附");
    check("As Table 2-1 shows, it rose.", "Table_2-1>Table[2-1]");
    check("Section 2.1 describes ships.", "Section_2.1>2.1.");
    check("This is listed in Sections 2.1, 2.2 and 3.", "Sections_2.1>2.1. 2.2>2.2. 3>3節");
    for line in [
        "Section 5 of the Act applies.",
        "the Radio Act Section 5 applies.",
        "Chapter 2 The Sea",
        "Table 3: Ships",
        "It is a Box of things.",
    ] {
        check(line, "");
    }
}

#[test]
fn broken() {
    check("これは第○章で述べる。", "第○章>?");
    check("これを図表○-○に示す。", "図表○-○>?");
    check("これはSection ??に示す。", "Section_??>?");
    check("詳細はエラー! 参照元が見つかりません。を見る。", "エラー!_参照元が見つかりません>!");
    check("第〇回の会議。", "");
    check("第X章で述べる。第〇章に示す。", "第X章>? 第〇章>?");
    check("図Xに示す。図1-○と表●を見る。", "図X>? 図1-○>? 表●>?");
    check("P.○○とp. XXを見よ。", "P.○○>? p._XX>?");
    check("脚注○のとおり。（注○）を付す。", "脚注○>? 注○>?");
    check("See Section TBD and Figure X.", "Section_TBD>? Figure_X>?");
    for line in ["「第○章」と書く。", "図○のように書く。", "「図○　題名」とする。", "第X部を見る", "図Xbox", "発注○件", "表○枚"]
    {
        let none = if line.starts_with("第X部") { "第X部>10部" } else { "" };
        check(line, none);
    }
}
