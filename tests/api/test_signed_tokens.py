"""Tokens of an identity provider: who it says somebody is, and every way in which a forger might say it."""

import base64
import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from orggraph.errors import InvalidInput
from orggraph.settings import IdentityProvider, Settings
from tests.api.asking import NOW, Api

ISSUER = "https://login.velmont.example"
KEYS = {
    "RS256": RSAKey.generate_key(2048, {"kid": "rsa"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "ec"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "ed"}),
}
OTHERS = RSAKey.generate_key(2048, {"kid": "rsa"})
CLAIMS = {
    "iss": ISSUER,
    "aud": "orggraph",
    "sub": "u-42",
    "exp": int((NOW + timedelta(hours=1)).timestamp()),
    "roles": ["rep"],
    "name": "Ana",
}


def public(*keys):
    return KeySet(list(keys)).as_dict(private=False)


class Issuer:
    """A provider's address for its keys, which counts who asks."""

    def __init__(self):
        self.keys = public(*KEYS.values())
        self.asked = 0
        self.is_up = True
        issuer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.asked += 1
                self.send_response(200 if issuer.is_up else 503)
                self.end_headers()
                self.wfile.write(json.dumps(issuer.keys).encode())

            def log_message(self, *_):
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._server.server_port}/keys"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def issuer():
    started = Issuer()
    yield started
    started.close()


@pytest.fixture
def api(issuer):
    return Api(identity=IdentityProvider(issuer=ISSUER, audience="orggraph", keys=issuer.address))


def signed(key=KEYS["RS256"], alg="RS256", header=None, **claims):
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": key.kid, **(header or {})}, said, key, algorithms=[alg])


def by_hand(header, claims=CLAIMS, secret=b""):
    """Sign, if that is the word, what no library would."""
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    proof = hmac.new(secret, b".".join(parts), hashlib.sha256).digest() if secret else b""
    return b".".join([*parts, base64.urlsafe_b64encode(proof).rstrip(b"=")]).decode()


def asked(api, token):
    return api.client.post(
        "/graphql",
        json={"query": "{ viewer { id name workspace roles locale person { name } } }"},
        headers={"Authorization": f"Bearer {token}"},
    )


@pytest.mark.parametrize("alg", KEYS)
@pytest.mark.filterwarnings("ignore:EdDSA")
def test_who_the_provider_signed_for_comes_in(api, alg):
    answer = asked(api, signed(KEYS[alg], alg)).json()
    assert answer["data"]["viewer"] == {
        "id": "u-42",
        "name": "Ana",
        "workspace": "default",
        "roles": ["REP"],
        "locale": "EN",
        "person": None,
    }


def test_keys_may_be_in_a_file(tmp_path):
    place = tmp_path / "keys.json"
    place.write_text(json.dumps(public(KEYS["RS256"])))
    api = Api(identity=IdentityProvider(issuer=ISSUER, audience="orggraph", keys=str(place)))
    assert asked(api, signed()).status_code == 200


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        (["Planner", "x"], ["PLANNER"]),
        ("rep privacy-officer", ["PRIVACY_OFFICER", "REP"]),
        ("REP,ADMIN", ["ADMIN", "REP"]),
    ],
)
def test_roles_are_read_as_providers_write_them(api, said, roles):
    assert asked(api, signed(roles=said)).json()["data"]["viewer"]["roles"] == roles


def test_who_has_the_address_of_one_of_ours_is_taken_for_them(api):
    ours = api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]
    theirs = api.saved("saveAccount", {"name": "Client"}, "account { id }")["account"]["id"]
    api.saved("savePerson", {"name": "Ana K", "accountId": ours, "email": "ana@velmont.example"}, "person { id }")
    api.saved("savePerson", {"name": "Bo", "accountId": theirs, "email": "bo@client.example"}, "person { id }")
    for claims, name in (
        ({"email": "Ana@velmont.example"}, "Ana K"),
        ({"email": "bo@client.example"}, None),
        ({"email": "ana@velmont.example", "email_verified": False}, None),
        ({"email": "nobody@velmont.example"}, None),
    ):
        person = asked(api, signed(**claims)).json()["data"]["viewer"]["person"]
        assert (person and person["name"]) == name


def test_the_claims_may_have_other_names(issuer):
    provider = IdentityProvider(
        issuer=ISSUER,
        audience="orggraph",
        keys=issuer.address,
        user_claim="email",
        roles_claim="groups",
        workspace_claim="tenant",
    )
    api = Api(identity=provider)
    viewer = asked(api, signed(email="ana@x.example", groups="rep", tenant="two", locale="fr-FR")).json()["data"][
        "viewer"
    ]
    assert (viewer["id"], viewer["workspace"], viewer["locale"]) == ("ana@x.example", "two", "FR")
    assert asked(api, signed(email="ana@x.example", groups="rep")).status_code == 401
    assert asked(api, signed(groups="rep", tenant="two")).status_code == 401


FORGED = {
    "by another's key": lambda: signed(OTHERS),
    "by a key that nobody knows": lambda: signed(RSAKey.generate_key(2048, {"kid": "unknown"})),
    "without a key's name": lambda: jwt.encode({"alg": "RS256"}, CLAIMS, KEYS["RS256"]),
    "for another audience": lambda: signed(aud="elsewhere"),
    "for nobody": lambda: signed(aud=None),
    "by another issuer": lambda: signed(iss="https://elsewhere.example"),
    "by no issuer": lambda: signed(iss=None),
    "two minutes too late": lambda: signed(exp=int((NOW - timedelta(minutes=2)).timestamp())),
    "for ever": lambda: signed(exp=None),
    "two minutes too early": lambda: signed(nbf=int((NOW + timedelta(minutes=2)).timestamp())),
    "for no role": lambda: signed(roles=None),
    "for a role that is none": lambda: signed(roles=["king"]),
    "for no user": lambda: signed(sub=None),
    "with the public key as a secret": lambda: by_hand(
        {"alg": "HS256", "kid": "rsa"}, secret=KEYS["RS256"].as_pem(private=False)
    ),
    "with another algorithm than is allowed": lambda: signed(KEYS["RS256"], "RS512"),
    "with nothing": lambda: by_hand({"alg": "none", "kid": "rsa"}),
    "with its key brought along": lambda: signed(OTHERS, header={"kid": "new", "jwk": OTHERS.as_dict(private=False)}),
    "and changed": lambda: ".".join([signed().split(".")[0], signed(sub="root").split(".")[1], signed().split(".")[2]]),
    "and cut off": lambda: signed()[:-9],
    "at length": lambda: signed(name="x" * 9_000),
}


@pytest.mark.parametrize("how", FORGED)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_token_signed_otherwise_opens_nothing(api, how):
    answer = asked(api, FORGED[how]())
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (401, "A valid bearer token is needed.")


def test_a_minute_of_difference_between_clocks_is_borne(api):
    assert asked(api, signed(exp=int((NOW - timedelta(seconds=50)).timestamp()))).status_code == 200
    assert asked(api, signed(nbf=int((NOW + timedelta(seconds=50)).timestamp()))).status_code == 200


def test_keys_are_fetched_when_one_is_new_but_not_for_everybody_who_makes_one_up(api, issuer):
    for _ in range(3):
        assert asked(api, signed()).status_code == 200
    assert issuer.asked == 1
    new = RSAKey.generate_key(2048, {"kid": "new"})
    issuer.keys = public(new)
    for _ in range(3):
        assert asked(api, signed(new)).status_code == 401
    assert issuer.asked == 1
    api.now += timedelta(minutes=1)
    assert asked(api, signed(new)).status_code == 200
    for _ in range(3):
        assert asked(api, signed(RSAKey.generate_key(2048, {"kid": "made up"}))).status_code == 401
    assert issuer.asked == 2


def test_a_key_that_was_withdrawn_is_forgotten_within_the_hour(api, issuer):
    late = {"exp": int((NOW + timedelta(hours=9)).timestamp())}
    assert asked(api, signed(**late)).status_code == 200
    issuer.keys = public(KEYS["ES256"])
    api.now += timedelta(hours=1)
    assert asked(api, signed(**late)).status_code == 401


def test_a_provider_that_is_down_is_asked_again_and_its_keys_go_on(api, issuer):
    late = {"exp": int((NOW + timedelta(hours=9)).timestamp())}
    issuer.is_up = False
    assert asked(api, signed()).status_code == 401
    issuer.is_up = True
    assert asked(api, signed()).status_code == 200
    issuer.is_up = False
    api.now += timedelta(hours=2)
    assert asked(api, signed(**late)).status_code == 200


def test_without_a_provider_only_our_own_tokens_open():
    assert asked(Api(), signed()).status_code == 401


@pytest.mark.parametrize(
    "given",
    [
        {"jwt_issuer": ISSUER},
        {"jwt_issuer": ISSUER, "jwt_audience": "a"},
        {"jwt_keys": "keys.json"},
        {"jwt_issuer": ISSUER, "jwt_audience": "a", "jwt_keys": "k", "jwt_algorithms": "HS256"},
        {"jwt_issuer": ISSUER, "jwt_audience": "a", "jwt_keys": "k", "jwt_algorithms": "RS256,none"},
        {"jwt_issuer": ISSUER, "jwt_audience": "a", "jwt_keys": "http://login.velmont.example/keys"},
    ],
)
def test_settings_that_would_let_anybody_in_are_refused(given):
    with pytest.raises(InvalidInput, match="ORGGRAPH_JWT"):
        Settings(**given).identity_provider()
