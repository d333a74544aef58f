//! Where the database is, and whether the way there is fit for what travels on it.

use std::path::Path;

/// Whether `url` names a PostgreSQL server; anything else is the path of an SQLite file.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// Whether there is a database already: its file, or a server, which answers for itself.
pub fn is_there(url: &str) -> bool {
    is_postgres(url) || Path::new(url).exists()
}

/// Why a server is not spoken to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the database is on another machine ({host}), and the line to it would not be encrypted; use a socket, a tunnel that ends \
     on this machine, or set database_path_is_private where the network is your own"
)]
pub struct Unprotected {
    host: String,
}

/// Whether what travels to the database stays among us: a file, a socket, this machine, or a path that is said to be private.
pub fn may_reach(url: &str, path_is_private: bool) -> Result<(), Unprotected> {
    match host_of(url) {
        Some(host) if !path_is_private && !is_here(&host) => Err(Unprotected { host }),
        _ => Ok(()),
    }
}

/// The server's host as the address says it; none for a file, or for a server reached by its usual socket.
fn host_of(url: &str) -> Option<String> {
    let rest = is_postgres(url).then(|| url.split_once("://"))??.1;
    let (place, asked) = rest.split_once('?').unwrap_or((rest, ""));
    if let Some(told) = asked.split('&').find_map(|part| part.strip_prefix("host=")) {
        return Some(told.replace("%2F", "/").replace("%2f", "/"));
    }
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let bare = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((long, _)) => long,
        None => host.split(':').next().unwrap_or_default(),
    };
    (!bare.is_empty()).then(|| bare.replace("%2F", "/").replace("%2f", "/"))
}

/// Whether a host is this machine: a socket's folder, or the loopback.
fn is_here(host: &str) -> bool {
    host.starts_with('/') || host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_a_socket_and_this_machine_are_spoken_to() {
        for url in [
            "wardmote-data/branch.sqlite3",
            "postgres:///branch",
            "postgres://ward@/branch?host=/run/postgresql",
            "postgres://ward@%2Frun%2Fpostgresql/branch",
            "postgres://ward:secret@localhost:5432/branch",
            "postgresql://127.0.0.1/branch",
            "postgres://[::1]:5432/branch",
        ] {
            assert_eq!(may_reach(url, false), Ok(()), "{url}");
        }
    }

    #[test]
    fn a_server_elsewhere_is_refused_until_somebody_says_that_the_path_is_private() {
        for url in ["postgres://ward@db.example.org/branch", "postgres://10.0.0.7/branch", "postgres:///b?host=db.example.org"]
        {
            assert!(may_reach(url, false).is_err(), "{url}");
            assert_eq!(may_reach(url, true), Ok(()), "{url}");
        }
    }
}
