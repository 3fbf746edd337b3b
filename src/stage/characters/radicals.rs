//! Radicals that stand for ideographs.
//!
//! Fonts that give one glyph to a radical and to the ideograph of the same
//! shape make extractors write the radical (⽇ U+2F47 for 日 U+65E5). NFKC is no
//! help: it maps two of the 115 characters of CJK Radicals Supplement. The
//! table is the Unicode property `Equivalent_Unified_Ideograph` (UCD 15.0 to
//! 17.0, which agree; `EquivalentUnifiedIdeograph.txt`, under the licence in
//! `LICENSE-UNICODE`), reduced to the targets that CP932 can write: the others
//! are not Japanese, or only parts of characters, so there the radical itself may
//! be meant.

/// The ideograph that a character of Kangxi Radicals or CJK Radicals Supplement
/// stands for, if it is a Japanese one.
pub(super) fn ideograph(c: char) -> Option<char> {
    if !is_radical(c) {
        return None;
    }
    let at = TABLE.binary_search_by_key(&c, |&(radical, _)| radical).ok()?;
    TABLE.get(at).map(|&(_, ideograph)| ideograph)
}

/// Whether `c` lies in CJK Radicals Supplement or Kangxi Radicals.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FD5}')
}

/// Radicals whose equivalent is the shape of another country: the character
/// that a Japanese font draws with the same glyph.
#[cfg(test)]
const JAPANESE_SHAPES: &[(char, char)] = &[('\u{2F3E}', '戸'), ('\u{2FC8}', '黄')];

// Made by the test below; run it with BLESS=1 to make it again.
#[rustfmt::skip]
const TABLE: &[(char, char)] = &[
    ('⺁', '厂'), ('⺄', '乙'), ('⺆', '冂'), ('⺈', '刀'), ('⺊', '卜'), ('⺌', '小'), ('⺍', '小'), ('⺎', '兀'),
    ('⺐', '尢'), ('⺒', '巳'), ('⺓', '幺'), ('⺔', '彑'), ('⺗', '心'), ('⺙', '攵'), ('⺛', '旡'), ('⺜', '日'),
    ('⺝', '月'), ('⺟', '母'), ('⺠', '民'), ('⺧', '牛'), ('⺩', '王'), ('⺫', '目'), ('⺬', '示'), ('⺴', '冗'),
    ('⺶', '羊'), ('⺻', '聿'), ('⺼', '肉'), ('⻁', '虎'), ('⻄', '西'), ('⻆', '角'), ('⻏', '邑'), ('⻑', '長'),
    ('⻗', '雨'), ('⻘', '青'), ('⻝', '食'), ('⻣', '骨'), ('⻤', '鬼'), ('⻨', '麦'), ('⻩', '黄'), ('⻫', '斉'),
    ('⻭', '歯'), ('⻯', '竜'), ('⻱', '龜'), ('⻲', '亀'), ('⼀', '一'), ('⼁', '丨'), ('⼂', '丶'), ('⼃', '丿'),
    ('⼄', '乙'), ('⼅', '亅'), ('⼆', '二'), ('⼇', '亠'), ('⼈', '人'), ('⼉', '儿'), ('⼊', '入'), ('⼋', '八'),
    ('⼌', '冂'), ('⼍', '冖'), ('⼎', '冫'), ('⼏', '几'), ('⼐', '凵'), ('⼑', '刀'), ('⼒', '力'), ('⼓', '勹'),
    ('⼔', '匕'), ('⼕', '匚'), ('⼖', '匸'), ('⼗', '十'), ('⼘', '卜'), ('⼙', '卩'), ('⼚', '厂'), ('⼛', '厶'),
    ('⼜', '又'), ('⼝', '口'), ('⼞', '囗'), ('⼟', '土'), ('⼠', '士'), ('⼡', '夂'), ('⼢', '夊'), ('⼣', '夕'),
    ('⼤', '大'), ('⼥', '女'), ('⼦', '子'), ('⼧', '宀'), ('⼨', '寸'), ('⼩', '小'), ('⼪', '尢'), ('⼫', '尸'),
    ('⼬', '屮'), ('⼭', '山'), ('⼮', '巛'), ('⼯', '工'), ('⼰', '己'), ('⼱', '巾'), ('⼲', '干'), ('⼳', '幺'),
    ('⼴', '广'), ('⼵', '廴'), ('⼶', '廾'), ('⼷', '弋'), ('⼸', '弓'), ('⼺', '彡'), ('⼻', '彳'), ('⼼', '心'),
    ('⼽', '戈'), ('⼾', '戸'), ('⼿', '手'), ('⽀', '支'), ('⽁', '攴'), ('⽂', '文'), ('⽃', '斗'), ('⽄', '斤'),
    ('⽅', '方'), ('⽆', '无'), ('⽇', '日'), ('⽈', '曰'), ('⽉', '月'), ('⽊', '木'), ('⽋', '欠'), ('⽌', '止'),
    ('⽍', '歹'), ('⽎', '殳'), ('⽏', '毋'), ('⽐', '比'), ('⽑', '毛'), ('⽒', '氏'), ('⽓', '气'), ('⽔', '水'),
    ('⽕', '火'), ('⽖', '爪'), ('⽗', '父'), ('⽘', '爻'), ('⽙', '爿'), ('⽚', '片'), ('⽛', '牙'), ('⽜', '牛'),
    ('⽝', '犬'), ('⽞', '玄'), ('⽟', '玉'), ('⽠', '瓜'), ('⽡', '瓦'), ('⽢', '甘'), ('⽣', '生'), ('⽤', '用'),
    ('⽥', '田'), ('⽦', '疋'), ('⽨', '癶'), ('⽩', '白'), ('⽪', '皮'), ('⽫', '皿'), ('⽬', '目'), ('⽭', '矛'),
    ('⽮', '矢'), ('⽯', '石'), ('⽰', '示'), ('⽲', '禾'), ('⽳', '穴'), ('⽴', '立'), ('⽵', '竹'), ('⽶', '米'),
    ('⽷', '糸'), ('⽸', '缶'), ('⽹', '网'), ('⽺', '羊'), ('⽻', '羽'), ('⽼', '老'), ('⽽', '而'), ('⽾', '耒'),
    ('⽿', '耳'), ('⾀', '聿'), ('⾁', '肉'), ('⾂', '臣'), ('⾃', '自'), ('⾄', '至'), ('⾅', '臼'), ('⾆', '舌'),
    ('⾇', '舛'), ('⾈', '舟'), ('⾉', '艮'), ('⾊', '色'), ('⾋', '艸'), ('⾌', '虍'), ('⾍', '虫'), ('⾎', '血'),
    ('⾏', '行'), ('⾐', '衣'), ('⾑', '襾'), ('⾒', '見'), ('⾓', '角'), ('⾔', '言'), ('⾕', '谷'), ('⾖', '豆'),
    ('⾗', '豕'), ('⾘', '豸'), ('⾙', '貝'), ('⾚', '赤'), ('⾛', '走'), ('⾜', '足'), ('⾝', '身'), ('⾞', '車'),
    ('⾟', '辛'), ('⾠', '辰'), ('⾢', '邑'), ('⾣', '酉'), ('⾤', '釆'), ('⾥', '里'), ('⾦', '金'), ('⾧', '長'),
    ('⾨', '門'), ('⾩', '阜'), ('⾪', '隶'), ('⾫', '隹'), ('⾬', '雨'), ('⾭', '靑'), ('⾮', '非'), ('⾯', '面'),
    ('⾰', '革'), ('⾱', '韋'), ('⾲', '韭'), ('⾳', '音'), ('⾴', '頁'), ('⾵', '風'), ('⾶', '飛'), ('⾷', '食'),
    ('⾸', '首'), ('⾹', '香'), ('⾺', '馬'), ('⾻', '骨'), ('⾼', '高'), ('⾽', '髟'), ('⾾', '鬥'), ('⾿', '鬯'),
    ('⿀', '鬲'), ('⿁', '鬼'), ('⿂', '魚'), ('⿃', '鳥'), ('⿄', '鹵'), ('⿅', '鹿'), ('⿆', '麥'), ('⿇', '麻'),
    ('⿈', '黄'), ('⿉', '黍'), ('⿊', '黑'), ('⿋', '黹'), ('⿌', '黽'), ('⿍', '鼎'), ('⿎', '鼓'), ('⿏', '鼠'),
    ('⿐', '鼻'), ('⿑', '齊'), ('⿒', '齒'), ('⿓', '龍'), ('⿔', '龜'), ('⿕', '龠'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;
    use unicode_normalization::UnicodeNormalization as _;

    /// Where Debian's package `unicode-data` has the property.
    const PROPERTY: &str = "/usr/share/unicode/EquivalentUnifiedIdeograph.txt";

    fn in_cp932(c: char) -> bool {
        let mut buffer = [0; 4];
        !encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut buffer)).2
    }

    fn code(hex: &str) -> Option<char> {
        u32::from_str_radix(hex.trim(), 16).ok().and_then(char::from_u32)
    }

    /// The rows of the property file that belong into the table.
    fn rows(property: &str) -> Vec<(char, char)> {
        let mut rows = JAPANESE_SHAPES.to_vec();
        for line in property.lines() {
            let Some((radicals, ideograph)) = line.split('#').next().and_then(|l| l.split_once(';')) else { continue };
            let (first, last) = radicals.split_once("..").unwrap_or((radicals, radicals));
            for radical in code(first).unwrap()..=code(last).unwrap() {
                let ideograph = code(ideograph).unwrap();
                if is_radical(radical) && in_cp932(ideograph) && !JAPANESE_SHAPES.iter().any(|r| r.0 == radical) {
                    rows.push((radical, ideograph));
                }
            }
        }
        rows.sort_unstable();
        rows
    }

    /// Compares the table with the property where the property is installed;
    /// `BLESS=1` writes the table (`EUI=path` names another file).
    #[test]
    fn the_table_is_the_property() {
        let path = std::env::var("EUI").unwrap_or_else(|_| PROPERTY.to_owned());
        let Ok(property) = std::fs::read_to_string(path) else { return };
        let rows = rows(&property);
        if std::env::var_os("BLESS").is_some() {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/stage/characters/radicals.rs");
            let source = std::fs::read_to_string(file).unwrap();
            let start = source.find("const TABLE").unwrap();
            let end = start + source[start..].find("];").unwrap();
            let mut table = "const TABLE: &[(char, char)] = &[\n".to_owned();
            for row in rows.chunks(8) {
                let cells: Vec<String> = row.iter().map(|(radical, ideograph)| format!("('{radical}', '{ideograph}'),")).collect();
                writeln!(table, "    {}", cells.join(" ")).unwrap();
            }
            std::fs::write(file, format!("{}{table}{}", &source[..start], &source[end..])).unwrap();
        } else {
            assert_eq!(rows, TABLE);
        }
    }

    #[test]
    fn the_table_holds_what_it_promises() {
        assert!(TABLE.is_sorted_by_key(|row| row.0));
        for &(radical, ideograph) in TABLE {
            assert!(is_radical(radical) && !is_radical(ideograph) && in_cp932(ideograph), "{radical}");
            let nfkc = radical.to_string().nfkc().next().unwrap();
            assert!(nfkc == radical || nfkc == ideograph || JAPANESE_SHAPES.contains(&(radical, ideograph)), "{radical}");
        }
        for (radical, ideograph) in
            [('⽇', Some('日')), ('⻑', Some('長')), ('⾧', Some('長')), ('⺠', Some('民')), ('⻌', None), ('日', None)]
        {
            assert_eq!(super::ideograph(radical), ideograph);
        }
    }
}
