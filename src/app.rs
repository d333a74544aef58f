//! One list: every module's pages, and what every module does when time passes.

use std::net::TcpListener;

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, from_fn},
    web::{self, ServiceConfig},
};

use crate::{
    accounts, admin, ballots, home, meetings, members, motions, selections, setup,
    render::{RenderError, Templates},
    web::{self as desk, House},
};

/// Every module's pages.
fn routes(to: &mut ServiceConfig) {
    desk::routes(to);
    accounts::routes(to);
    members::routes(to);
    meetings::routes(to);
    ballots::routes(to);
    motions::routes(to);
    selections::routes(to);
    home::routes(to);
    admin::routes(to);
    setup::routes(to);
}

/// Every page of every module, rendered with its samples: what the test of all pages looks at.
pub fn samples(templates: &Templates) -> Result<Vec<String>, RenderError> {
    let modules = [
        desk::samples,
        accounts::samples,
        members::samples,
        meetings::samples,
        ballots::samples,
        motions::samples,
        selections::samples,
        home::samples,
        admin::samples,
        setup::samples,
    ];
    let pages = modules.iter().map(|module| module(templates)).collect::<Result<Vec<_>, _>>()?;
    Ok(pages.into_iter().flatten().collect())
}

/// Queries and templates run off the async threads, a few at a time: more would only fight over two cores and six connections.
const BLOCKING_THREADS: usize = 3;
const WORKERS: usize = 2;

/// The web server on a socket that is already open.
pub fn server(house: House, listener: TcpListener) -> std::io::Result<Server> {
    let house = web::Data::new(house);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(house.clone())
            .configure(routes)
            .wrap(from_fn(accounts::recognise))
            .wrap(from_fn(desk::same_origin))
            .wrap(from_fn(desk::show_problems))
            .wrap(from_fn(desk::headers))
            .wrap(Compress::default())
    });
    // Without TCP_NODELAY a compressed page waits 40 ms for an acknowledgement between its head and its body.
    Ok(server
        .workers(WORKERS)
        .worker_max_blocking_threads(BLOCKING_THREADS)
        .tcp_nodelay(true)
        .shutdown_timeout(5)
        .listen(listener)?
        .run())
}
