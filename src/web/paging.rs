//! One page of what is too much for one page.

/// What stands on a page, which page it is, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T> {
    pub shown: Vec<T>,
    pub at: usize,
    pub of: usize,
}

impl<T: Clone> Paged<T> {
    /// The page that was asked for, of so many things each; one that is not there is the nearest that is.
    pub fn of(all: &[T], asked: usize, on_a_page: usize) -> Self {
        let of = all.len().div_ceil(on_a_page).max(1);
        let at = asked.clamp(1, of);
        let shown = all.iter().skip((at - 1) * on_a_page).take(on_a_page).cloned().collect();
        Self { shown, at, of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_that_is() {
        let all: Vec<u32> = (1..=5).collect();
        let page = |asked| Paged::of(&all, asked, 2);
        assert_eq!(page(2), Paged { shown: vec![3, 4], at: 2, of: 3 });
        assert_eq!((page(0).at, page(9).at, page(9).shown), (1, 3, vec![5]));
        assert_eq!(Paged::of(&[] as &[u32], 7, 2), Paged { shown: Vec::new(), at: 1, of: 1 });
    }
}
