//! The desk at which a request is dealt with: it reads, it lets deeds be done, it renders.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use chrono::NaiveDate;

use super::{Answer, Cookies, Faults, Filled, Once, Problem, See, Surround, Visit, Visitor, flash, html, print, see};
use crate::{
    audit::{Act, Actor, Scribe},
    branch::{self, Branch},
    clock,
    db::{Conn, Instant},
    render::{Page, Shell},
};

/// What all requests share.
#[derive(Clone)]
pub struct House {
    pub scribe: Scribe,
    pub surround: Arc<dyn Surround>,
    /// The secret in the first-run link that the console prints while there is no branch.
    pub first_run: Arc<str>,
}

/// One request, with the house behind it.
#[derive(Clone)]
pub struct Desk {
    house: House,
    visit: Visit,
    cookies: Cookies,
}

/// A look at the branch: the connection, the branch, the moment.
pub struct Look<'a> {
    pub conn: &'a mut Conn,
    pub branch: Branch,
    pub now: Instant,
}

impl Look<'_> {
    /// Today's civil date in the branch.
    pub fn today(&self) -> NaiveDate {
        self.branch.date_of(self.now)
    }
}

impl Desk {
    /// The desk for `request`.
    ///
    /// # Panics
    /// If the application was built without a [`House`], which `app.rs` always hands over.
    pub fn of(request: &HttpRequest) -> Self {
        let house = request.app_data::<web::Data<House>>().map(|house| House::clone(house));
        let house = house.unwrap_or_else(|| unreachable!("app.rs hands the house to every request"));
        let cookies = Cookies::of(&house.scribe.base_url());
        // Reading cookies writes to the extensions, so the borrow must have ended by then.
        let visitor = request.extensions().get::<Visitor>().cloned();
        let visit = Visit {
            path: request.path().to_owned(),
            visitor,
            flash: flash::heard(cookies, request),
            large_print: print::is_large(cookies, request),
            form_token: clock::secret_token(),
        };
        Self { house, visit, cookies }
    }

    pub fn visitor(&self) -> Option<&Visitor> {
        self.visit.visitor.as_ref()
    }

    pub fn scribe(&self) -> &Scribe {
        &self.house.scribe
    }

    /// Whether `token` is the one in the console's first-run link.
    pub fn is_first_run(&self, token: &str) -> bool {
        *self.house.first_run == *token
    }

    pub fn cookies(&self) -> Cookies {
        self.cookies
    }

    /// Reads, and shows what was read.
    pub async fn page<P, F>(&self, look: F) -> Answer
    where
        P: Page + 'static,
        F: FnOnce(&mut Look<'_>) -> Result<P, Problem> + Send + 'static,
    {
        self.page_with(StatusCode::OK, look).await
    }

    /// Reads something that is no page: a file to download, a part of a page.
    pub async fn look<T, F>(&self, look: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Look<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let desk = self.clone();
        web::block(move || desk.house.scribe.read(|conn| look(&mut desk.look_at(conn)?))).await.map_err(Problem::broken)?
    }

    /// Does a deed as `actor`, once, and sends the person on to see it.
    pub async fn act<F>(&self, actor: Actor, once: &Once, deed: F) -> Answer
    where
        F: FnOnce(&mut Act<'_>) -> Result<See, Problem> + Send + 'static,
    {
        let (desk, once) = (self.clone(), once.clone());
        let done = web::block(move || desk.act_now(actor, &once, deed)).await.map_err(Problem::broken)?;
        match done {
            Ok(see) => Ok(self.go(&see)),
            Err(Problem::Answered(see)) => Ok(self.go(&see)),
            Err(problem) => Err(problem),
        }
    }

    /// Reads first, which may take a while and keeps nobody from writing; then does the deed with what was read.
    pub async fn act_on<T, R, F>(&self, actor: Actor, once: &Once, read: R, deed: F) -> Answer
    where
        T: Send + 'static,
        R: FnOnce(&mut Look<'_>) -> Result<T, Problem> + Send + 'static,
        F: FnOnce(&mut Act<'_>, T) -> Result<See, Problem> + Send + 'static,
    {
        let read = self.look(read).await?;
        self.act(actor, once, move |act| deed(act, read)).await
    }

    /// Does a deed as `actor` and hands back what came of it, for a page that has to look at it first.
    pub async fn deed<T, F>(&self, actor: Actor, deed: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Act<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let desk = self.clone();
        let done = move || {
            let scribe = &desk.house.scribe;
            let branch = scribe.read::<_, Problem>(|conn| desk.branch(conn))?.ok_or(Problem::NotFound)?;
            scribe.act(branch.id, actor, deed)
        };
        web::block(done).await.map_err(Problem::broken)?
    }

    /// Does a deed as `actor`, once, for a page that stays where it is; hands back what the deed, or its first copy, said.
    pub async fn in_passing<F>(&self, actor: Actor, once: &Once, deed: F) -> Result<String, Problem>
    where
        F: FnOnce(&mut Act<'_>) -> Result<String, Problem> + Send + 'static,
    {
        let (once, path) = (once.clone(), self.visit.path.clone());
        let done = self.deed(actor, move |act| {
            if let Some(before) = once.answered(act)? {
                return Err(Problem::Answered(Box::new(before)));
            }
            let said = deed(act)?;
            once.remember(act, &see(path).saying(said.clone()))?;
            Ok(said)
        });
        match done.await {
            Err(Problem::Answered(before)) => Ok(before.words),
            said => said,
        }
    }

    /// Shows the form again, with what was typed, where `answer` is a list of faults or where somebody else changed what it
    /// was opened with; else gives `answer` back.
    pub async fn or_again<P, F>(&self, answer: Answer, typed: Filled, form: F) -> Answer
    where
        P: Page + 'static,
        F: FnOnce(&mut Look<'_>, Filled) -> Result<P, Problem> + Send + 'static,
    {
        match answer {
            Err(Problem::Faults(faults)) => self.again(typed, faults, form).await,
            Err(Problem::Meanwhile(both)) => self.page_with(StatusCode::CONFLICT, move |look| form(look, *both)).await,
            other => other,
        }
    }

    /// Shows a form again with what was typed and what is wrong with it.
    pub async fn again<P, F>(&self, typed: Filled, faults: Faults, form: F) -> Answer
    where
        P: Page + 'static,
        F: FnOnce(&mut Look<'_>, Filled) -> Result<P, Problem> + Send + 'static,
    {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, move |look| form(look, typed.but(faults))).await
    }

    /// A redirect that carries words to the next page.
    pub fn go(&self, see: &See) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((header::LOCATION, see.location.as_str())).insert_header((header::CACHE_CONTROL, "no-store"));
        for cookie in &see.cookies {
            response.cookie(cookie.clone());
        }
        if let (false, Some(said)) = (see.words.is_empty(), flash::carry(self.cookies, &see.words, see.undo.clone())) {
            response.cookie(said);
        }
        response.finish()
    }

    async fn page_with<P, F>(&self, status: StatusCode, look: F) -> Answer
    where
        P: Page + 'static,
        F: FnOnce(&mut Look<'_>) -> Result<P, Problem> + Send + 'static,
    {
        self.render(status, move |seen| match seen {
            Some(seen) => look(seen),
            None => Err(Problem::NotFound),
        })
        .await
    }

    /// Renders a page whether or not there is a branch yet; queries and template share one hop off the async thread.
    pub async fn render<P, F>(&self, status: StatusCode, make: F) -> Answer
    where
        P: Page + 'static,
        F: FnOnce(Option<&mut Look<'_>>) -> Result<P, Problem> + Send + 'static,
    {
        let desk = self.clone();
        let page =
            web::block(move || desk.house.scribe.read(|conn| desk.rendered(conn, make))).await.map_err(Problem::broken)??;
        let mut response = html(status, page);
        if self.visit.flash.is_some() {
            response.add_cookie(&flash::spent(self.cookies)).map_err(Problem::broken)?;
        }
        Ok(response)
    }

    fn rendered<P: Page>(
        &self,
        conn: &mut Conn,
        make: impl FnOnce(Option<&mut Look<'_>>) -> Result<P, Problem>,
    ) -> Result<String, Problem> {
        let clock = self.house.scribe.clock();
        let branch = self.branch(conn)?;
        let page = match branch.clone() {
            Some(branch) => make(Some(&mut Look { conn: &mut *conn, branch, now: clock.now().into() }))?,
            None => make(None)?,
        };
        let mut shell: Shell = self.house.surround.shell(conn, clock, branch.as_ref(), &self.visit)?;
        shell.large_print = self.visit.large_print;
        self.house.scribe.templates().page(&shell, &page).map_err(Problem::broken)
    }

    fn act_now(
        &self,
        actor: Actor,
        once: &Once,
        deed: impl FnOnce(&mut Act<'_>) -> Result<See, Problem>,
    ) -> Result<See, Problem> {
        let scribe = &self.house.scribe;
        let branch = scribe.read::<_, Problem>(|conn| self.branch(conn))?.ok_or(Problem::NotFound)?;
        scribe.act(branch.id, actor, |act| {
            if let Some(see) = once.answered(act)? {
                return Err(Problem::Answered(Box::new(see)));
            }
            let see = deed(act)?;
            once.remember(act, &see)?;
            Ok(see)
        })
    }

    fn look_at<'a>(&self, conn: &'a mut Conn) -> Result<Look<'a>, Problem> {
        let branch = self.branch(conn)?.ok_or(Problem::NotFound)?;
        Ok(Look { conn, branch, now: self.house.scribe.clock().now().into() })
    }

    /// The branch of whoever is signed in; for others the one that this installation shows.
    fn branch(&self, conn: &mut Conn) -> Result<Option<Branch>, Problem> {
        Ok(match &self.visit.visitor {
            Some(visitor) => Some(branch::find(conn, visitor.branch)?),
            None => branch::only(conn)?,
        })
    }
}

impl FromRequest for Desk {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
