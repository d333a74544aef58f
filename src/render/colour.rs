//! The branch's colour. One setting, the hue, recolours everything; lightness and chroma are
//! fixed, so that every hue can be read. The stylesheet states the same colours in OKLCH; here
//! they are worked out as sRGB for letters (mail knows no OKLCH) and for the test of contrast.

/// The branch's colour on light paper, `#ac1117` for hue 27: for the HTML parts of mail.
pub fn brand_hex(hue: u16) -> String {
    let [r, g, b] = srgb(BRAND_LIGHT.0, BRAND_LIGHT.1, f64::from(hue % 360));
    format!("#{:02x}{:02x}{:02x}", byte(r), byte(g), byte(b))
}

/// Lightness and chroma of `--brand` in `static/app.css`, on light paper and on dark.
const BRAND_LIGHT: (f64, f64) = (0.475, 0.185);
#[cfg(test)]
const BRAND_DARK: (f64, f64) = (0.71, 0.17);

/// OKLCH to sRGB, each channel from 0 to 1. A colour outside sRGB loses chroma until it fits, as
/// browsers map it, so that its lightness and with it its contrast stay.
fn srgb(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let fits = |c: f64| linear(lightness, c, hue).iter().all(|v| (-0.0001..=1.0001).contains(v));
    let (mut low, mut high) = (0.0, chroma);
    if fits(chroma) {
        low = chroma;
    }
    while high - low > 0.0001 {
        let middle = f64::midpoint(low, high);
        if fits(middle) { low = middle } else { high = middle }
    }
    linear(lightness, low, hue).map(gamma)
}

/// OKLCH to linear sRGB by Björn Ottosson's matrices (2020, "A perceptual color space").
fn linear(lightness: f64, chroma: f64, hue: f64) -> [f64; 3] {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

fn gamma(value: f64) -> f64 {
    let value = value.clamp(0.0, 1.0);
    if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is clamped to a byte")]
fn byte(value: f64) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE_PAPER: (f64, f64, f64) = (0.968, 0.005, 135.0);
    const SHEET: (f64, f64, f64) = (0.996, 0.002, 135.0);
    const DARK_PAPER: (f64, f64, f64) = (0.185, 0.014, 170.0);
    const DARK_SHEET: (f64, f64, f64) = (0.225, 0.016, 170.0);

    /// WCAG 2.2, "contrast ratio" and "relative luminance".
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let luminance = |[r, g, b]: [f64; 3]| {
            let line = |v: f64| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
            0.2126 * line(r) + 0.7152 * line(g) + 0.0722 * line(b)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn worst(brand: (f64, f64), ground: impl Fn(f64) -> [f64; 3]) -> f64 {
        (0..360).map(f64::from).map(|hue| contrast(srgb(brand.0, brand.1, hue), ground(hue))).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn the_brand_can_be_read_on_paper_at_every_hue() {
        for (l, c, h) in [WHITE_PAPER, SHEET] {
            assert!(worst(BRAND_LIGHT, |_| srgb(l, c, h)) >= 4.5);
        }
        for (l, c, h) in [DARK_PAPER, DARK_SHEET] {
            assert!(worst(BRAND_DARK, |_| srgb(l, c, h)) >= 4.5);
        }
    }

    #[test]
    fn words_on_a_branded_button_can_be_read_at_every_hue() {
        assert!(worst(BRAND_LIGHT, |hue| srgb(0.99, 0.005, hue)) >= 4.5);
        assert!(worst(BRAND_DARK, |hue| srgb(0.19, 0.05, hue)) >= 4.5);
    }

    #[test]
    fn brand_words_on_their_own_wash_can_be_read_at_every_hue() {
        assert!(worst(BRAND_LIGHT, |hue| srgb(0.965, 0.018, hue)) >= 4.5);
        assert!(worst(BRAND_DARK, |hue| srgb(0.28, 0.05, hue)) >= 4.5);
    }

    #[test]
    fn the_stylesheet_states_the_same_colours_as_this_file() {
        let css = include_str!("../../static/app.css");
        assert!(css.contains("--brand:   light-dark(oklch(47.5% .185 var(--hue)), oklch(71% .17 var(--hue)));"));
        assert!(css.contains("--paper:   light-dark(oklch(96.8% .005 135), oklch(18.5% .014 170));"));
    }

    #[test]
    fn red_is_the_red_of_the_printed_sample() {
        assert_eq!(brand_hex(27), "#ac1117");
        assert_eq!(brand_hex(387), "#ac1117");
    }
}
