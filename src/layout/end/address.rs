//! Addresses that were cut at a line end.

use super::number::digits;
use crate::text::class;

/// What is not alone at the end of an address.
const INNER: [char; 9] = ['-', '/', '_', '?', '=', '&', '#', '%', '.'];

/// Whether a text ends with a web address that goes on in the next line:
/// `https://…/800⏎-207.pdf`.
#[must_use]
pub fn address_goes_on(left: &str, right: &str) -> bool {
    goes_on(left, right, false)
}

/// The same of lines of which it is known that they go on: whether with the address.
#[must_use]
pub fn address_is_joined(left: &str, right: &str) -> bool {
    goes_on(left, right, true)
}

fn goes_on(left: &str, right: &str, joined: bool) -> bool {
    // a full stop behind an address mostly ends the sentence
    if left.ends_with('.') {
        if ends_name(left, right) || identifier_goes_on(left, right) {
            return true;
        }
        if !right.starts_with(|c: char| c.is_ascii_lowercase()) || right.starts_with("www.") {
            return false;
        }
    }
    if !in_address(left) {
        return false;
    }
    let token = right.split(class::is_space).next().unwrap_or(right);
    let inner = token.trim_end_matches(['.', ',', ')']);
    let joint = right.starts_with(INNER) && right[1..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let more = || match left.ends_with(INNER) {
        true => inner.contains(['/', '.', '_', '=']),
        // no word has such signs inside, as and/or and e-mail have
        false => joined && (inner.contains(['_', '=']) || inner.contains('/') && inner.contains('.')),
    };
    token.is_ascii() && !token.contains("://") && inner.len() > 1 && (joint || more())
}

/// Whether the name of a file or of a host was cut in front of its last part:
/// `https://…/report.⏎pdf`, `www.example.⏎org`.
fn ends_name(left: &str, right: &str) -> bool {
    /// In the order of their bytes.
    const ENDS: [&str; 25] = [
        "asp", "aspx", "com", "csv", "doc", "docx", "edu", "eu", "gov", "htm", "html", "int", "jp", "jpg", "json", "net", "org", "pdf",
        "php", "png", "uk", "xls", "xlsx", "xml", "zip",
    ];
    let word = right.get(..right.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(right.len())).unwrap_or("");
    let behind = right.get(word.len()..).unwrap_or("");
    let apart = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    apart && ENDS.binary_search(&word).is_ok() && (in_address(left) || last_token(left).starts_with("www."))
}

/// Whether the identifier of a document (DOI) was cut in front of its last
/// digits: `https://doi.org/10.1000/xyz.2019.⏎00123`. A number that begins a
/// sentence has a word behind it, or is short, or is a year.
fn identifier_goes_on(left: &str, right: &str) -> bool {
    const SHORTEST: usize = 5;
    let token = last_token(left);
    let count = digits(right);
    let behind = right.get(count..).unwrap_or("");
    (token.contains("doi.org/10.") || token.starts_with("doi:10."))
        && match right.starts_with('0') {
            true => count > 1 && !behind.trim_start().starts_with(char::is_uppercase),
            false => count >= SHORTEST && !behind.trim_start().starts_with(char::is_alphabetic),
        }
}

/// Whether a mail address was cut at its sign: `info@⏎example.org`.
#[must_use]
pub fn mail_goes_on(left: &str, right: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric();
    let token = |text: &str| {
        text.split(|c: char| !c.is_ascii_graphic()).next().map_or(0, |token| token.trim_end_matches(['.', ',', ')', ';']).len())
    };
    let host = |text: &str| {
        text.starts_with(inner) && text.get(..token(text)).is_some_and(|host| host.contains('.') && !host.contains(['@', '/']))
    };
    match left.strip_suffix('@') {
        Some(name) => name.ends_with(inner) && host(right),
        None => left.ends_with(inner) && right.strip_prefix('@').is_some_and(host),
    }
}

/// Whether a text ends with a web address.
#[must_use]
pub fn in_address(body: &str) -> bool {
    last_token(body).contains("://")
}

/// Whether a text ends with a web address or the identifier of a document.
#[must_use]
pub fn ends_in_address(body: &str) -> bool {
    let token = last_token(body);
    token.contains("://") || token.starts_with("doi:") || token.starts_with("www.")
}

/// The signs of ASCII at the end of a text.
fn last_token(body: &str) -> &str {
    body.rsplit(|c: char| !c.is_ascii_graphic()).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::super::check;
    use super::*;

    #[test]
    fn addresses_that_were_torn() {
        check(
            |(left, right)| address_goes_on(left, right),
            &[
                ("see https://example.org/a/800", "-207.pdf"),
                ("see https://example.org/a/", "b.html"),
                ("see https://example.org/a.", "pdf/b.html"),
                ("see https://example.org/a.", "html, and"),
                ("see www.example.", "org/a and"),
                ("see https://doi.org/10.1000/xyz.2019.", "00123"),
                ("see https://doi.org/10.1000/xyz.2019.", "118710. Accessed"),
            ],
            &[
                ("at https://example.org/x.", "U.S. offices"),
                ("at https://example.org/x.", "2.1 Roads"),
                ("at https://example.org/x.", "nets are"),
                ("at https://example.org/x.", "12345 people"),
                ("at https://doi.org/10.1000/xyz.", "2019 was a dry year"),
                ("at https://doi.org/10.1000/xyz.", "12 people"),
                ("at https://doi.org/10.1000/xyz.", "12345 people"),
                ("see the plan.", "pdf files"),
                ("at https://example.org/x", "and more"),
                ("at https://example.org/x", "and/or by e-mail"),
                ("at https://example.org/x", "U.S. offices"),
                ("at https://example.org/x", "b/c.html"),
                ("at https://example.org/x", "50% of them"),
            ],
        );
        check(
            |(left, right)| address_is_joined(left, right),
            &[("see https://example.org/a", "b/c.html"), ("see https://example.org/a?b", "c=d"), ("see https://example.org/a/", "b.html")],
            &[("at https://example.org/x", "50% of them"), ("at https://example.org/x", "and/or by e-mail")],
        );
    }

    #[test]
    fn mail_addresses_that_were_torn() {
        check(
            |(left, right)| mail_goes_on(left, right),
            &[("to info@", "example.org or to"), ("info", "@example.org.")],
            &[("to @", "example.org"), ("info@", "the office"), ("told by", "@mill")],
        );
    }
}
