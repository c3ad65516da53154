"""A portal's keys and tokens, as its server would make them."""

from __future__ import annotations

import time
from functools import cache

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

SECRET = "门户与本服务共有的密钥-至少三十二字节-测试用"


@cache
def _made(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return _made(bits)


def public_pem(bits: int = 2048) -> bytes:
    return (
        rsa_key(bits)
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def claims(**changes: object) -> dict[str, object]:
    """What a good token says now; a change to None leaves a claim out."""
    now = int(time.time())
    held: dict[str, object] = {"sub": "u1024", "aud": "youju", "iat": now, "nbf": now, "exp": now + 120}
    return {name: value for name, value in {**held, **changes}.items() if value is not None}


def hs256(secret: str = SECRET, **changes: object) -> str:
    return jwt.encode(claims(**changes), secret, algorithm="HS256")
