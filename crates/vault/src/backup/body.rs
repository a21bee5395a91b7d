//! The body of a backup as it is written and read.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};

use guarded::Guarded;
use zeroize::Zeroizing;

use super::piece::{PIECE_LEN, PieceOpener, PieceSealer, TAG_LEN, damaged};

/// Encrypts what is written to it.
pub(crate) struct Sealing<W: Write> {
    out: W,
    sealer: PieceSealer,
    piece: Zeroizing<Vec<u8>>,
    /// A piece that was lost on the way cannot be made up for.
    broken: bool,
}

impl<W: Write> Sealing<W> {
    pub(crate) fn new(out: W, key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        let piece = Zeroizing::new(Vec::with_capacity(PIECE_LEN + TAG_LEN));
        Self { out, sealer: PieceSealer::new(key, head), piece, broken: false }
    }

    /// The piece that is full stays until more comes: the last one is sealed in another way.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.refuse_if_broken()?;
        if self.piece.len() == PIECE_LEN && !bytes.is_empty() {
            self.seal_full()?;
        }
        let room = PIECE_LEN.saturating_sub(self.piece.len());
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.piece.extend_from_slice(taken);
        Ok(taken.len())
    }

    /// Hands on what is sealed. A piece that is not full stays.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.refuse_if_broken()?;
        self.sealer.seal_last(&mut self.piece)?;
        self.out.write_all(&self.piece)?;
        Ok(self.out)
    }

    fn refuse_if_broken(&self) -> io::Result<()> {
        if self.broken { Err(ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    }

    fn seal_full(&mut self) -> io::Result<()> {
        self.broken = true;
        self.sealer.seal(&mut self.piece)?;
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        self.broken = false;
        Ok(())
    }
}

/// Decrypts what is read from it.
pub(crate) struct Opening<R: Read> {
    input: R,
    /// `None` behind the last piece.
    opener: Option<PieceOpener>,
    /// What was read ahead: whether a piece is the last one shows only by what follows it.
    ahead: Vec<u8>,
    piece: Zeroizing<Vec<u8>>,
    taken: usize,
    damaged: bool,
}

impl<R: Read> Opening<R> {
    pub(crate) fn new(input: R, key: &Guarded<[u8; 32]>, head: &[u8]) -> Self {
        let opener = Some(PieceOpener::new(key, head));
        Self { input, opener, ahead: Vec::new(), piece: Zeroizing::default(), taken: 0, damaged: false }
    }

    pub(crate) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.damaged {
            return Err(damaged());
        }
        while self.taken == self.piece.len() && self.opener.is_some() && !into.is_empty() {
            self.open_next()?;
        }
        let rest = self.piece.get(self.taken..).unwrap_or_default();
        let length = rest.len().min(into.len());
        let (Some(from), Some(to)) = (rest.get(..length), into.get_mut(..length)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.taken += length;
        Ok(length)
    }

    fn open_next(&mut self) -> io::Result<()> {
        let whole = PIECE_LEN + TAG_LEN;
        let wanted = (whole + 1).saturating_sub(self.ahead.len());
        self.input.by_ref().take(wanted as u64).read_to_end(&mut self.ahead)?;
        let is_last = self.ahead.len() <= whole;
        let rest = if is_last { Vec::new() } else { self.ahead.split_off(whole) };
        let mut piece = Zeroizing::new(std::mem::replace(&mut self.ahead, rest));
        self.damaged = true;
        match self.opener.take().ok_or_else(damaged)? {
            opener if is_last => opener.open_last(&mut piece)?,
            mut opener => {
                opener.open(&mut piece)?;
                self.opener = Some(opener);
            }
        }
        self.damaged = false;
        (self.piece, self.taken) = (piece, 0);
        Ok(())
    }
}

impl<W: Write> fmt::Debug for Sealing<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealing")
    }
}

impl<R: Read> fmt::Debug for Opening<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opening")
    }
}
