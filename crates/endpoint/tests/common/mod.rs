//! A device that speaks to an endpoint over a real socket, and an endpoint to speak to.

// Each test file is a program of its own and uses a part of this.
#![allow(dead_code, reason = "shared by several test programs")]
#![allow(unreachable_pub, reason = "shared by several test programs")]
#![allow(clippy::panic, reason = "a helper of tests fails as a test does")]

pub mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use endpoint::{Config, Running, start};
use sync::fixture::{Holder, add, next_generation, segment_bytes, wrap_bytes};
use sync::message::{self, ApiError, Challenge, ChallengeRequest, ErrorCode, Token, TokenRequest};
use sync::request::{self, ChallengeToSign, RequestToSign};
use sync::{
    BatchHeader, BatchId, Change, DeviceId, Digest, Role, Roster, SignedRosterEntry, TeamId,
};
use tokio::runtime::Runtime;

/// An empty folder that goes away.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let process = std::process::id();
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{process}-{number}"));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(fs::canonicalize(path).expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An endpoint in this very process, on a port of its own.
pub struct Served {
    runtime: Runtime,
    running: Option<Running>,
    pub folder: Folder,
    pub api: Api,
}

impl Served {
    pub fn new(change: impl FnOnce(&mut Config)) -> Self {
        let folder = Folder::new("endpoint");
        let mut config = Config::local(folder.path().to_path_buf());
        change(&mut config);
        let runtime = Runtime::new().expect("a runtime");
        let running = runtime.block_on(start(config)).expect("an endpoint");
        let api = Api::new(format!("http://{}", running.address()));
        Self {
            runtime,
            running: Some(running),
            folder,
            api,
        }
    }

    pub fn running(&self) -> &Running {
        self.running.as_ref().expect("it runs until it is dropped")
    }

    pub fn invite(&self) -> String {
        self.runtime
            .block_on(self.running().invite())
            .expect("an invitation")
    }

    /// A team with its first generation, and the device that made it.
    pub fn team(&self) -> Team {
        Team::found(&self.api, &self.invite(), 1)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ = self.runtime.block_on(running.stop());
        }
    }
}

/// What an endpoint answered.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn read<T: for<'b> minicbor::Decode<'b, ()>>(&self) -> T {
        assert!(self.status < 300, "{} {:?}", self.status, self.code());
        message::decode(&self.body).expect("a message")
    }

    /// Status and reason of a refusal; the reason is empty on success.
    pub fn outcome(&self) -> (u16, String) {
        (
            self.status,
            self.code()
                .map_or_else(String::new, |code| code.as_str().to_owned()),
        )
    }

    pub fn code(&self) -> Option<ErrorCode> {
        self.error().map(|error| error.code)
    }

    pub fn error(&self) -> Option<ApiError> {
        if self.status < 400 {
            None
        } else {
            message::decode(&self.body).ok()
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

/// Requests without a token.
#[derive(Clone)]
pub struct Api {
    pub origin: String,
    agent: ureq::Agent,
}

impl Api {
    pub fn new(origin: String) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Self {
            origin,
            agent: config.new_agent(),
        }
    }

    /// `Err` when nobody answers, or the answer breaks off.
    pub fn try_call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, ureq::Error> {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = if body.is_empty() && matches!(method, "GET" | "DELETE" | "HEAD") {
            self.agent.run(request.body(())?)
        } else {
            self.agent.run(request.body(body)?)
        };
        let mut answer = answer?;
        let headers = answer.headers().iter().map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        });
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer
                .body_mut()
                .with_config()
                .limit(100 << 20)
                .read_to_vec()?,
        })
    }

    #[track_caller]
    pub fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.try_call(method, path, headers, body)
            .expect("an answer")
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], &[])
    }

    pub fn try_log_in(
        &self,
        holder: &Holder,
        team: TeamId,
        origin: &str,
    ) -> Result<Answer, ureq::Error> {
        let device = holder.device.id;
        let asked = message::encode(&ChallengeRequest { team, device });
        let challenge = self.try_call("POST", request::CHALLENGE, &[], &asked)?;
        let nonce = challenge.read::<Challenge>().nonce;
        let signed = ChallengeToSign {
            origin,
            team: &team,
            device: &device,
            nonce: &nonce,
        };
        let signature = holder.auth(&signed.to_bytes());
        let origin = origin.to_owned();
        let answered = TokenRequest {
            team,
            device,
            nonce,
            origin,
            signature,
        };
        self.try_call("POST", request::TOKEN, &[], &message::encode(&answered))
    }

    #[track_caller]
    pub fn log_in(&self, holder: &Holder, team: TeamId) -> Client {
        let token = self
            .try_log_in(holder, team, &self.origin)
            .expect("an answer")
            .read();
        Client {
            api: self.clone(),
            holder: holder.clone(),
            team,
            token,
        }
    }
}

/// A device with a token.
#[derive(Clone)]
pub struct Client {
    pub api: Api,
    pub holder: Holder,
    pub team: TeamId,
    pub token: Token,
}

impl Client {
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token.bearer)
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.api
            .call("GET", path, &[("authorization", &self.bearer())], &[])
    }

    /// The signature of a write.
    pub fn sign(&self, method: &str, path: &str, if_match: &str, body: &[u8]) -> String {
        let request = RequestToSign {
            origin: &self.api.origin,
            team: &self.team,
            token: &self.token.id,
            method,
            path,
            if_match,
            content: &Digest::of(body),
        };
        self.holder.auth(&request.to_bytes()).to_string()
    }

    pub fn try_write(
        &self,
        method: &str,
        path: &str,
        if_match: &str,
        body: &[u8],
    ) -> Result<Answer, ureq::Error> {
        let (bearer, signature) = (self.bearer(), self.sign(method, path, if_match, body));
        let mut headers = vec![
            ("authorization", bearer.as_str()),
            ("permanence-origin", &self.api.origin),
            ("permanence-signature", &signature),
        ];
        if !if_match.is_empty() {
            headers.push(("if-match", if_match));
        }
        self.api.try_call(method, path, &headers, body)
    }

    #[track_caller]
    pub fn write(&self, method: &str, path: &str, if_match: &str, body: &[u8]) -> Answer {
        self.try_write(method, path, if_match, body)
            .expect("an answer")
    }

    #[track_caller]
    pub fn put(&self, path: &str, body: &[u8]) -> Answer {
        self.write("PUT", path, "", body)
    }

    #[track_caller]
    pub fn delete(&self, path: &str) -> Answer {
        self.write("DELETE", path, "", &[])
    }

    #[track_caller]
    pub fn put_batch(&self, batch: &Batch) -> Answer {
        self.put(&request::log_path(&batch.id), &batch.bytes)
    }
}

/// A batch of invented sealed bytes.
#[derive(Clone, Debug)]
pub struct Batch {
    pub id: BatchId,
    pub bytes: Vec<u8>,
}

impl Batch {
    pub fn new(team: TeamId, generation: u32, number: u64, length: usize) -> Self {
        let mut id = [0xb0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let id = BatchId::from_bytes(id);
        let header = BatchHeader {
            team,
            generation,
            batch: id,
        };
        let filler = (0..length).map(|at| (at as u64 ^ number) as u8);
        Self {
            id,
            bytes: header.to_bytes().into_iter().chain(filler).collect(),
        }
    }
}

/// A team as its administrator knows it.
pub struct Team {
    pub roster: Roster,
    pub administrator: Client,
}

impl Team {
    /// With its first generation.
    #[track_caller]
    pub fn found(api: &Api, invitation: &str, seed: u8) -> Self {
        let holder = Holder::new(seed, Role::Administrator);
        let (roster, genesis) = holder.found().expect("a genesis");
        let headers = [("permanence-invitation", invitation)];
        let answer = api.call("POST", request::ROSTER, &headers, genesis.bytes());
        assert_eq!(answer.outcome(), (201, String::new()));
        let administrator = api.log_in(&holder, roster.team());
        let mut team = Self {
            roster,
            administrator,
        };
        team.start_generation();
        team
    }

    pub fn id(&self) -> TeamId {
        self.roster.team()
    }

    /// Sends the wraps and the segment of the next generation.
    #[track_caller]
    pub fn send_keys(&self, without: &[DeviceId]) {
        let generation = next_generation(&self.roster, without);
        let number = generation.number;
        for wrap in &generation.wraps {
            let path = format!("{}?generation={number}", request::wrap_path(&wrap.device));
            let answer = self
                .administrator
                .put(&path, &wrap_bytes(&wrap.device, number));
            assert_eq!(answer.status / 100, 2, "{:?}", answer.code());
        }
        let segment = segment_bytes(number);
        let path = request::segment_path(&Digest::of(&segment));
        let answer = self
            .administrator
            .put(&format!("{path}?generation={number}"), &segment);
        assert_eq!(answer.status / 100, 2, "{:?}", answer.code());
    }

    #[track_caller]
    pub fn start_generation(&mut self) {
        self.send_keys(&[]);
        let change = Change::Generation(next_generation(&self.roster, &[]));
        self.change(change);
    }

    pub fn propose(&self, change: Change) -> SignedRosterEntry {
        self.administrator
            .holder
            .propose(&self.roster, change)
            .expect("within the caps")
    }

    pub fn keyring(&self) -> u64 {
        self.administrator
            .get(request::HEAD)
            .read::<message::Head>()
            .keyring
    }

    #[track_caller]
    pub fn post(&self, entry: &SignedRosterEntry) -> Answer {
        let path = format!("{}?keyring={}", request::ROSTER, self.keyring());
        let head = self.roster.head().to_string();
        self.administrator
            .write("POST", &path, &head, entry.bytes())
    }

    #[track_caller]
    pub fn change(&mut self, change: Change) {
        let entry = self.propose(change);
        assert_eq!(self.post(&entry).outcome(), (201, String::new()));
        self.roster
            .apply(entry.bytes())
            .expect("the endpoint took it");
    }

    /// Lets a device in and gives it a token.
    #[track_caller]
    pub fn join(&mut self, seed: u8, role: Role) -> Client {
        let holder = Holder::new(seed, role);
        let (id, generation) = (holder.device.id, self.roster.generation());
        if role.holds_generation() {
            let path = format!("{}?generation={generation}", request::wrap_path(&id));
            let answer = self.administrator.put(&path, &wrap_bytes(&id, generation));
            assert_eq!(answer.outcome(), (201, String::new()));
        }
        let change = add(&self.roster, &holder.device);
        self.change(change);
        self.administrator.api.log_in(&holder, self.id())
    }

    pub fn batch(&self, number: u64, length: usize) -> Batch {
        Batch::new(self.id(), self.roster.generation(), number, length)
    }
}
