//! The other side of the protocol, in memory: what `crates/endpoint` answers, over `sync`'s own types.
//!
//! It checks what the real one checks, signatures included. Space, pruning and inbox are left out.

use std::collections::BTreeMap;

use engine::ports::{HttpRequest, HttpResponse};
use minicbor::bytes::ByteVec;
use sync::blob::{MAX_PARTS, MAX_SEALED_PART_BYTES};
use sync::message::{
    self, Acknowledgement, ApiError, BatchAccepted, BlobComplete, BlobStatus, Challenge,
    ChallengeRequest, Head, KeyringPage, LogItem, LogPage, RosterPage, SegmentInfo, Token,
    TokenRequest, Wrap,
};
use sync::request::{self, ChallengeToSign, RequestToSign};
use sync::{
    BatchId, BlobId, Change, Cursor, DeviceId, Digest, ErrorCode, PublicKey, RendezvousId, Role,
    Roster, RosterHash, Signature, TeamId, TokenId, WrapDigest,
};

use crate::network::ORIGIN;

/// A refusal: its status and its word.
type Refused = (u16, ErrorCode);
type Answer = Result<HttpResponse, Refused>;

const BAD: Refused = (400, ErrorCode::BadRequest);
const NOT_FOUND: Refused = (404, ErrorCode::NotFound);

/// An endpoint. A clone is a backup.
#[derive(Debug, Clone, Default)]
pub struct SimEndpoint {
    /// Codes given out, and the team each was spent on.
    invitations: BTreeMap<String, Option<TeamId>>,
    /// What each team keeps here.
    pub teams: BTreeMap<TeamId, TeamState>,
    challenges: BTreeMap<Vec<u8>, (TeamId, DeviceId)>,
    tokens: BTreeMap<String, Claims>,
    rendezvous: BTreeMap<RendezvousId, (i64, Vec<u8>)>,
    counter: u64,
}

#[derive(Debug, Clone)]
struct Claims {
    id: TokenId,
    team: TeamId,
    device: DeviceId,
    expires_ms: i64,
}

/// What a team keeps here.
#[derive(Debug, Clone)]
pub struct TeamState {
    chain: Vec<Vec<u8>>,
    roster: Roster,
    wraps: BTreeMap<(DeviceId, u32, Digest), Vec<u8>>,
    /// Keyring segments in the order of arrival.
    pub segments: Vec<(SegmentInfo, Vec<u8>)>,
    /// Batches in the order of arrival.
    pub log: Vec<(BatchId, Vec<u8>)>,
    /// How far each device acknowledged.
    pub acknowledged: BTreeMap<DeviceId, u64>,
    /// Sealed parts of blobs, and whether all of them are there.
    pub blobs: BTreeMap<BlobId, (BTreeMap<u32, Vec<u8>>, bool)>,
}

/// Who asks.
#[derive(Debug, Clone)]
struct Access {
    team: TeamId,
    device: DeviceId,
    role: Role,
    token: TokenId,
    auth_key: PublicKey,
}

/// A request taken apart.
struct Asked<'r> {
    request: &'r HttpRequest,
    name: &'r str,
    query: BTreeMap<&'r str, &'r str>,
    now_ms: i64,
}

impl Asked<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .request
            .headers
            .iter()
            .find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Result<Option<u64>, Refused> {
        self.parsed(name)
    }

    fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Refused> {
        self.query
            .get(name)
            .map(|text| text.parse().map_err(|_| BAD))
            .transpose()
    }

    fn named<T: std::str::FromStr>(&self) -> Result<T, Refused> {
        self.name.parse().map_err(|_| BAD)
    }
}

fn cbor<T: minicbor::Encode<()>>(status: u16, body: &T) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body: message::encode(body),
    }
}

fn plain(status: u16, body: Vec<u8>) -> HttpResponse {
    HttpResponse {
        status,
        headers: Vec::new(),
        body,
    }
}

/// A refusal as the endpoint words it.
#[must_use]
pub fn refusal(status: u16, code: ErrorCode, retry_after_s: Option<u32>) -> HttpResponse {
    cbor(
        status,
        &ApiError {
            code,
            retry_after_s,
        },
    )
}

impl SimEndpoint {
    /// Lets one team in by this code.
    pub fn invite(&mut self, code: &str) {
        self.invitations.insert(code.to_owned(), None);
    }

    /// Comes back as it was when the backup was made. Names once given are not given again.
    pub fn come_back(&mut self, backup: Self) {
        let counter = self.counter;
        *self = Self {
            counter,
            tokens: BTreeMap::new(),
            ..backup
        };
    }

    /// Forgets every token, as a restart with another secret does.
    pub fn forget_tokens(&mut self) {
        self.tokens.clear();
    }

    /// Answers a request.
    pub fn answer(&mut self, request: &HttpRequest, now_ms: i64) -> HttpResponse {
        self.try_answer(request, now_ms)
            .unwrap_or_else(|(status, code)| refusal(status, code, None))
    }

    fn try_answer(&mut self, request: &HttpRequest, now_ms: i64) -> Answer {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let query = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let mut parts = path.splitn(4, '/').skip(1);
        let (version, kind) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let asked = Asked {
            request,
            name: parts.next().unwrap_or_default(),
            query,
            now_ms,
        };
        if version != "v1" {
            return Err(NOT_FOUND);
        }
        match (request.method, kind, asked.name.is_empty()) {
            ("POST", "auth", false) if path == request::CHALLENGE => self.challenge(&asked),
            ("POST", "auth", false) if path == request::TOKEN => self.token(&asked),
            ("PUT" | "GET", "rendezvous", false) => self.rendezvous(&asked),
            ("POST", "roster", true) if asked.header("authorization").is_none() => {
                self.found(&asked)
            }
            _ => self.answer_device(&asked, kind),
        }
    }

    fn answer_device(&mut self, asked: &Asked<'_>, kind: &str) -> Answer {
        let access = self.access(asked)?;
        let is_write = asked.request.method != "GET";
        if is_write {
            check_signature(asked, &access)?;
        }
        let team = self.teams.get_mut(&access.team).ok_or(NOT_FOUND)?;
        match (asked.request.method, kind, asked.name.is_empty()) {
            ("GET", "roster", true) => team.read_roster(asked),
            ("POST", "roster", true) => team.append_roster(asked, &access),
            ("GET", "keyring", true) => team.list_segments(asked, &access),
            ("GET", "keyring", false) => team.read_segment(asked, &access),
            ("PUT", "keyring", false) => team.put_segment(asked, &access),
            ("GET", "wraps", false) => team.read_wrap(asked, &access),
            ("PUT", "wraps", false) => team.put_wrap(asked, &access),
            ("GET", "log", true) => team.read_log(asked, &access),
            ("PUT", "log", false) => team.put_batch(asked, &access),
            ("GET", "head", true) => team.head(asked),
            ("POST", "ack", true) => team.acknowledge(asked, &access),
            (_, "blobs", false) => team.blob(asked, &access),
            _ => Err(NOT_FOUND),
        }
    }

    fn count(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    fn challenge(&mut self, asked: &Asked<'_>) -> Answer {
        let wanted: ChallengeRequest = message::decode(&asked.request.body).map_err(|_| BAD)?;
        let nonce = format!("challenge {}", self.count()).into_bytes();
        self.challenges
            .insert(nonce.clone(), (wanted.team, wanted.device));
        Ok(cbor(
            200,
            &Challenge {
                nonce,
                expires_in_s: 120,
                now_ms: asked.now_ms,
            },
        ))
    }

    fn token(&mut self, asked: &Asked<'_>) -> Answer {
        const SIGNATURE: Refused = (401, ErrorCode::Signature);
        const DEVICE: Refused = (401, ErrorCode::Device);
        let wanted: TokenRequest = message::decode(&asked.request.body).map_err(|_| BAD)?;
        let known = self.challenges.get(&wanted.nonce);
        if known != Some(&(wanted.team, wanted.device)) || wanted.origin != ORIGIN {
            return Err(SIGNATURE);
        }
        let team = self.teams.get(&wanted.team).ok_or(DEVICE)?;
        let member = team.roster.live(&wanted.device).ok_or(DEVICE)?;
        let signed = ChallengeToSign {
            origin: &wanted.origin,
            team: &wanted.team,
            device: &wanted.device,
            nonce: &wanted.nonce,
        };
        if !member
            .device
            .auth_key
            .verifies(&signed.to_bytes(), &wanted.signature)
        {
            return Err(SIGNATURE);
        }
        self.challenges.remove(&wanted.nonce);
        let number = self.count();
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(number.to_be_bytes()) {
            *to = from;
        }
        let (bearer, id) = (format!("token{number}"), TokenId::from_bytes(id));
        let seconds = request::TOKEN_SECONDS;
        let lasts_ms = i64::try_from(seconds).unwrap_or(0) * 1000;
        let expires_ms = asked.now_ms.saturating_add(lasts_ms);
        let claims = Claims {
            id,
            team: wanted.team,
            device: wanted.device,
            expires_ms,
        };
        self.tokens.insert(bearer.clone(), claims);
        let expires_in_s = u32::try_from(seconds).unwrap_or(u32::MAX);
        Ok(cbor(
            200,
            &Token {
                bearer,
                id,
                expires_in_s,
            },
        ))
    }

    fn access(&self, asked: &Asked<'_>) -> Result<Access, Refused> {
        const TOKEN: Refused = (401, ErrorCode::Token);
        let bearer = asked.header(request::AUTHORIZATION_HEADER).ok_or(TOKEN)?;
        let bearer = bearer.strip_prefix("Bearer ").ok_or(TOKEN)?;
        let claims = self.tokens.get(bearer).ok_or(TOKEN)?;
        if asked.now_ms >= claims.expires_ms {
            return Err(TOKEN);
        }
        let team = self.teams.get(&claims.team);
        let member = team.and_then(|team| team.roster.live(&claims.device));
        let device = &member.ok_or((401, ErrorCode::Device))?.device;
        Ok(Access {
            team: claims.team,
            device: claims.device,
            role: device.role,
            token: claims.id,
            auth_key: device.auth_key,
        })
    }

    fn rendezvous(&mut self, asked: &Asked<'_>) -> Answer {
        let place: RendezvousId = asked.named()?;
        self.rendezvous
            .retain(|_, (expires_ms, _)| *expires_ms > asked.now_ms);
        let waiting = self.rendezvous.get(&place).map(|(_, message)| message);
        match (asked.request.method, waiting) {
            ("GET", Some(message)) => Ok(plain(200, message.clone())),
            ("GET", None) => Err(NOT_FOUND),
            (_, Some(message)) if *message == asked.request.body => Ok(plain(200, Vec::new())),
            (_, Some(_)) => Err((409, ErrorCode::Conflict)),
            (_, None) if asked.request.body.len() > request::MAX_RENDEZVOUS_BYTES => {
                Err((413, ErrorCode::TooLarge))
            }
            (_, None) => {
                let seconds = i64::try_from(request::RENDEZVOUS_SECONDS).unwrap_or(0);
                let expires_ms = asked.now_ms.saturating_add(seconds * 1000);
                self.rendezvous
                    .insert(place, (expires_ms, asked.request.body.clone()));
                Ok(plain(201, Vec::new()))
            }
        }
    }

    fn found(&mut self, asked: &Asked<'_>) -> Answer {
        const FORBIDDEN: Refused = (403, ErrorCode::Forbidden);
        let code = asked.header(request::INVITATION_HEADER).ok_or(FORBIDDEN)?;
        let spent = self.invitations.get_mut(code).ok_or(FORBIDDEN)?;
        let body = &asked.request.body;
        let roster = Roster::found(body).map_err(|_| BAD)?;
        let id = roster.team();
        if spent.is_some_and(|team| team != id) {
            return Err(FORBIDDEN);
        }
        *spent = Some(id);
        if self.teams.contains_key(&id) {
            return Ok(plain(200, Vec::new()));
        }
        let team = TeamState {
            chain: vec![body.clone()],
            roster,
            wraps: BTreeMap::new(),
            segments: Vec::new(),
            log: Vec::new(),
            acknowledged: BTreeMap::new(),
            blobs: BTreeMap::new(),
        };
        self.teams.insert(id, team);
        Ok(plain(201, Vec::new()))
    }
}

fn check_signature(asked: &Asked<'_>, access: &Access) -> Result<(), Refused> {
    const SIGNATURE: Refused = (401, ErrorCode::Signature);
    let signature = asked.header(request::SIGNATURE_HEADER).ok_or(SIGNATURE)?;
    let signature: Signature = signature.parse().map_err(|_| SIGNATURE)?;
    let origin = asked.header(request::ORIGIN_HEADER).ok_or(SIGNATURE)?;
    let signed = RequestToSign {
        origin,
        team: &access.team,
        token: &access.token,
        method: asked.request.method,
        path: &asked.request.path,
        if_match: asked.header(request::IF_MATCH_HEADER).unwrap_or_default(),
        content: &Digest::of(&asked.request.body),
    };
    let holds = access.auth_key.verifies(&signed.to_bytes(), &signature);
    if origin == ORIGIN && holds {
        Ok(())
    } else {
        Err(SIGNATURE)
    }
}

fn require(is_allowed: bool) -> Result<(), Refused> {
    if is_allowed {
        Ok(())
    } else {
        Err((403, ErrorCode::Forbidden))
    }
}

impl TeamState {
    /// The team's devices and generation.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The cursor after each batch, the start first.
    fn cursors(&self) -> Vec<Cursor> {
        let mut cursors = vec![Cursor::start(&self.roster.team())];
        for (batch, bytes) in &self.log {
            let last = cursors
                .last()
                .and_then(|last| last.after(batch, &Digest::of(bytes)));
            cursors.extend(last);
        }
        cursors
    }

    fn read_roster(&self, asked: &Asked<'_>) -> Answer {
        let from = asked.number("from")?.unwrap_or(0);
        let skipped = usize::try_from(from).unwrap_or(usize::MAX);
        let entries = self
            .chain
            .iter()
            .skip(skipped)
            .cloned()
            .map(ByteVec::from)
            .collect();
        Ok(cbor(
            200,
            &RosterPage {
                from,
                entries,
                head_index: self.roster.index(),
            },
        ))
    }

    fn append_roster(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        let body = &asked.request.body;
        let if_match = asked.header(request::IF_MATCH_HEADER).unwrap_or_default();
        let expected: RosterHash = if_match.parse().map_err(|_| BAD)?;
        let last = self.chain.last().ok_or(NOT_FOUND)?;
        if last == body {
            return Ok(plain(200, Vec::new()));
        }
        if RosterHash::of(last) != expected {
            return Err((412, ErrorCode::RosterMoved));
        }
        let mut roster = self.roster.clone();
        let applied = roster.apply(body).map_err(|_| BAD)?;
        require(applied.entry().by == access.device)?;
        let generation = roster.generation();
        let is_sent = |wrap: &WrapDigest| {
            self.wraps
                .contains_key(&(wrap.device, generation, wrap.digest))
        };
        let named = named_wraps(&applied.entry().change);
        if !named.iter().all(is_sent) {
            return Err((409, ErrorCode::Missing));
        }
        self.roster = roster;
        self.chain.push(body.clone());
        Ok(plain(201, Vec::new()))
    }

    fn list_segments(&self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let after = asked.number("after")?.unwrap_or(0);
        let infos = self.segments.iter().map(|(info, _)| *info);
        let segments = infos.filter(|info| info.position > after).collect();
        Ok(cbor(200, &KeyringPage { segments }))
    }

    fn read_segment(&self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let name: Digest = asked.named()?;
        let found = self.segments.iter().find(|(info, _)| info.segment == name);
        found
            .map(|(_, bytes)| plain(200, bytes.clone()))
            .ok_or(NOT_FOUND)
    }

    fn put_segment(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let segment: Digest = asked.named()?;
        let body = &asked.request.body;
        if Digest::of(body) != segment {
            return Err(BAD);
        }
        if self
            .segments
            .iter()
            .any(|(info, _)| info.segment == segment)
        {
            return Ok(plain(200, Vec::new()));
        }
        let generation: u32 = asked.parsed("generation")?.ok_or(BAD)?;
        if generation != self.roster.generation() {
            return Err((409, ErrorCode::Generation));
        }
        let position = self.segments.len() as u64 + 1;
        let info = SegmentInfo {
            segment,
            generation,
            position,
            length: body.len() as u64,
        };
        self.segments.push((info, body.clone()));
        Ok(plain(201, Vec::new()))
    }

    fn read_wrap(&self, asked: &Asked<'_>, access: &Access) -> Answer {
        let device: DeviceId = asked.named()?;
        require(device == access.device || access.role.administers())?;
        let due = self
            .roster
            .live(&device)
            .and_then(|member| member.wrap)
            .ok_or(NOT_FOUND)?;
        let mut wraps = self.wraps.iter();
        let found = wraps.find(|((to, _, digest), _)| *to == device && *digest == due);
        let ((_, generation, _), bytes) = found.ok_or(NOT_FOUND)?;
        Ok(cbor(
            200,
            &Wrap {
                generation: *generation,
                bytes: bytes.clone(),
            },
        ))
    }

    fn put_wrap(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.administers())?;
        let generation: u32 = asked.parsed("generation")?.ok_or(BAD)?;
        let present = self.roster.generation();
        if generation == 0 || (generation != present && generation != present + 1) {
            return Err((409, ErrorCode::Generation));
        }
        let body = asked.request.body.clone();
        let key = (asked.named()?, generation, Digest::of(&body));
        let is_new = self.wraps.insert(key, body).is_none();
        Ok(plain(if is_new { 201 } else { 200 }, Vec::new()))
    }

    fn read_log(&self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let after = asked.number("after")?.unwrap_or(0);
        let digest: Option<Digest> = asked.parsed("digest")?;
        let most = asked.number("max_bytes")?.unwrap_or(8 << 20);
        let cursors = self.cursors();
        let place = usize::try_from(after).unwrap_or(usize::MAX);
        let start = *cursors.get(place).ok_or((409, ErrorCode::Cursor))?;
        if digest.is_some_and(|digest| digest != start.digest) {
            return Err((409, ErrorCode::Cursor));
        }
        let (mut items, mut total) = (Vec::new(), 0_u64);
        for (batch, bytes) in self.log.iter().skip(place) {
            total = total.saturating_add(bytes.len() as u64);
            if !items.is_empty() && total > most {
                break;
            }
            items.push(LogItem {
                batch: *batch,
                bytes: bytes.clone(),
            });
        }
        let end = cursors.get(place + items.len()).copied().unwrap_or(start);
        let head = cursors.last().copied().unwrap_or(start);
        Ok(cbor(
            200,
            &LogPage {
                start,
                items,
                end,
                head,
            },
        ))
    }

    fn put_batch(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let batch: BatchId = asked.named()?;
        let body = &asked.request.body;
        let (header, ..) = sync::batch::split(body, &access.team).map_err(|_| BAD)?;
        if header.batch != batch {
            return Err(BAD);
        }
        let digest = Digest::of(body);
        let accepted = |place: usize| BatchAccepted {
            digest,
            position: place as u64 + 1,
        };
        if let Some(place) = self.log.iter().position(|(known, _)| *known == batch) {
            let is_same = self.log.get(place).is_some_and(|(_, known)| known == body);
            return if is_same {
                Ok(cbor(200, &accepted(place)))
            } else {
                Err((409, ErrorCode::Conflict))
            };
        }
        if header.generation != self.roster.generation() {
            return Err((409, ErrorCode::Generation));
        }
        let place = self.log.len();
        self.log.push((batch, body.clone()));
        Ok(cbor(201, &accepted(place)))
    }

    fn head(&self, asked: &Asked<'_>) -> Answer {
        let _: Option<u64> = asked.number("log")?;
        let _: Option<RosterHash> = asked.parsed("roster")?;
        let _: Option<u64> = asked.number("keyring")?;
        let cursors = self.cursors();
        let log = *cursors.last().ok_or(NOT_FOUND)?;
        Ok(cbor(
            200,
            &Head {
                log,
                roster: self.roster.head(),
                roster_index: self.roster.index(),
                generation: self.roster.generation(),
                keyring: self.segments.len() as u64,
                inbox: 0,
                used_bytes: 0,
                limit_bytes: 2 << 30,
            },
        ))
    }

    fn acknowledge(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let said: Acknowledgement = message::decode(&asked.request.body).map_err(|_| BAD)?;
        let position = said.position.min(self.log.len() as u64);
        let known = self.acknowledged.entry(access.device).or_default();
        *known = position.max(*known);
        Ok(plain(204, Vec::new()))
    }

    fn blob(&mut self, asked: &Asked<'_>, access: &Access) -> Answer {
        require(access.role.holds_generation())?;
        let (name, rest) = asked.name.split_once('/').unwrap_or((asked.name, ""));
        let name: BlobId = name.parse().map_err(|_| BAD)?;
        let part = rest.strip_prefix("parts/");
        let part: Option<u32> = part.map(str::parse).transpose().map_err(|_| BAD)?;
        match (asked.request.method, part, rest) {
            ("PUT", Some(index), _) => self.put_part(name, index, &asked.request.body),
            ("POST", None, "complete") => self.complete(name, &asked.request.body),
            ("GET", Some(index), _) => {
                let found = self
                    .blobs
                    .get(&name)
                    .and_then(|(parts, _)| parts.get(&index));
                found.map(|part| plain(200, part.clone())).ok_or(NOT_FOUND)
            }
            ("GET", None, "") => {
                let (parts, is_complete) = self.blobs.get(&name).ok_or(NOT_FOUND)?;
                let status = BlobStatus {
                    parts: parts.keys().copied().collect(),
                    is_complete: *is_complete,
                };
                Ok(cbor(200, &status))
            }
            _ => Err(NOT_FOUND),
        }
    }

    fn put_part(&mut self, name: BlobId, index: u32, body: &[u8]) -> Answer {
        if index >= MAX_PARTS || body.is_empty() || body.len() > MAX_SEALED_PART_BYTES {
            return Err(BAD);
        }
        let (parts, is_complete) = self.blobs.entry(name).or_default();
        match parts.get(&index) {
            Some(known) if known == body => Ok(plain(200, Vec::new())),
            None if !*is_complete => {
                parts.insert(index, body.to_vec());
                Ok(plain(201, Vec::new()))
            }
            Some(_) | None => Err((409, ErrorCode::Conflict)),
        }
    }

    fn complete(&mut self, name: BlobId, body: &[u8]) -> Answer {
        let BlobComplete { digests } = message::decode(body).map_err(|_| BAD)?;
        let (parts, is_complete) = self.blobs.get_mut(&name).ok_or(NOT_FOUND)?;
        let kept = parts.iter().map(|(index, part)| (*index, Digest::of(part)));
        if parts.is_empty() || !kept.eq((0..).zip(digests)) {
            return Err((409, ErrorCode::Missing));
        }
        *is_complete = true;
        Ok(plain(200, Vec::new()))
    }
}

fn named_wraps(change: &Change) -> Vec<WrapDigest> {
    match change {
        Change::Add { device, wrap } => wrap
            .map(|digest| WrapDigest {
                device: device.id,
                digest,
            })
            .into_iter()
            .collect(),
        Change::Role { device, wrap, .. } => wrap
            .map(|digest| WrapDigest {
                device: *device,
                digest,
            })
            .into_iter()
            .collect(),
        Change::Revoke { generation, .. } | Change::Generation(generation) => {
            generation.wraps.clone()
        }
        Change::Genesis { .. } | Change::KemKey { .. } | Change::Cutoff { .. } => Vec::new(),
    }
}
