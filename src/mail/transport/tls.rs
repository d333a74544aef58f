//! Encryption from the first byte (`smtps://`) over a connection of our own.
//!
//! lettre opens such connections itself, but without `TCP_NODELAY`: the content and the final dot are two writes, and the
//! second then waits forty milliseconds for the server's acknowledgement of the first. So the socket is ours, lettre encrypts
//! it, and this wrapper lets lettre talk over it.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::io::{AsyncRead as Read, AsyncWrite as Write};
#[expect(deprecated, reason = "the only name under which lettre 0.11 offers to encrypt a stream that it did not open")]
use lettre::transport::smtp::client::AsyncNetworkStream;
use lettre::transport::smtp::{
    Error,
    client::{AsyncTokioStream, TlsParameters},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// Encrypts `socket`.
#[expect(deprecated, reason = "see the import")]
pub(super) async fn encrypted(socket: TcpStream, parameters: TlsParameters) -> Result<Box<dyn AsyncTokioStream>, Error> {
    let mut stream = AsyncNetworkStream::use_existing_tokio1(Box::new(socket));
    stream.upgrade_tls(parameters).await?;
    Ok(Box::new(Encrypted(stream)))
}

#[derive(Debug)]
#[expect(deprecated, reason = "see the import")]
struct Encrypted(AsyncNetworkStream);

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.peer_addr()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = ready!(Read::poll_read(Pin::new(&mut self.0), cx, into.initialize_unfilled()))?;
        into.advance(read);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Write::poll_write(Pin::new(&mut self.0), cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Write::poll_flush(Pin::new(&mut self.0), cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Write::poll_close(Pin::new(&mut self.0), cx)
    }
}
