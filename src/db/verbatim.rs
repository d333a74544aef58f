//! Statements that a connection knows again.

use std::marker::PhantomData;

use diesel::{
    QueryResult, RunQueryDsl,
    backend::Backend,
    query_builder::{AstPass, QueryFragment, QueryId},
};

/// A statement that reads the same whatever values stand in it, named by the type `K`.
///
/// diesel keeps what it has prepared, and finds an UPDATE again by writing it out each time. Under a name it need not: that is
/// half of what a small change costs. Two statements of the same name must be word for word the same.
pub struct Verbatim<K, T> {
    statement: T,
    name: PhantomData<K>,
}

impl<K, T> Verbatim<K, T> {
    pub fn of(statement: T) -> Self {
        Self { statement, name: PhantomData }
    }
}

impl<K, T: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Verbatim<K, T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.statement.walk_ast(out)
    }
}

impl<K: 'static, T> QueryId for Verbatim<K, T> {
    type QueryId = Verbatim<K, ()>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<K, T, Conn> RunQueryDsl<Conn> for Verbatim<K, T> {}
