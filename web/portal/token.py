"""The portal's token: a JWT with one allowed algorithm, an audience, and a short life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from corpus.settings import SettingsError
from web.portal.settings import PortalSettings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

TOKEN_MAX_CHARS = 8192
RSA_MIN_BITS = 2048
_CLAIMS = ["exp", "iat", "aud", "sub"]


class TokenError(ValueError):
    """A token that does not count; the message is Chinese and names no secret."""


class TokenCheck:
    """Checks tokens against the settings' one key and one algorithm.

    The algorithm is never taken from the token, and each kind of key is read as nothing else: a public key
    cannot serve as an HMAC secret, and alg "none" is not on the list.
    """

    def __init__(self, settings: PortalSettings) -> None:
        """Raises SettingsError where the key cannot be used."""
        self._settings = settings
        self._key: str | RSAPublicKey
        if settings.secret is not None:
            self._key = settings.secret.get_secret_value()
            if "-----BEGIN" in self._key:
                raise SettingsError(
                    "设置 [web.portal] 的 secret 看起来是一把公钥或证书；它不是秘密，请另换一个。"
                )
        else:
            self._key = _public_key(settings)

    def subject(self, token: str) -> str:
        """The person whom a token names. Raises TokenError."""
        import jwt

        if len(token) > TOKEN_MAX_CHARS:
            raise TokenError("门户凭证过长。")
        try:
            claims: Mapping[str, Any] = jwt.decode(
                token,
                self._key,
                algorithms=[self._settings.algorithm],
                audience=self._settings.audience,
                issuer=self._settings.issuer,
                leeway=self._settings.leeway_seconds,
                options={"require": _CLAIMS},
            )
        except jwt.ExpiredSignatureError as error:
            raise TokenError("门户凭证已过期。") from error
        except jwt.ImmatureSignatureError as error:
            raise TokenError("门户凭证尚未生效，请核对两台服务器的时钟。") from error
        except jwt.InvalidTokenError as error:
            raise TokenError("门户凭证无效。") from error
        if int(claims["exp"]) - int(claims["iat"]) > self._settings.token_seconds:
            raise TokenError(f"门户凭证的有效期过长，应在 {self._settings.token_seconds} 秒以内。")
        if not claims["sub"]:
            raise TokenError("门户凭证无效。")
        return str(claims["sub"])


def _public_key(settings: PortalSettings) -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    path = settings.public_key_file
    assert path is not None  # the settings saw to it
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"设置 [web.portal] 的公钥文件 {path.name} 无法读取，应为 PEM 格式的公钥。"
        ) from error
    if not isinstance(key, RSAPublicKey) or key.key_size < RSA_MIN_BITS:
        raise SettingsError(f"设置 [web.portal] 的公钥应为至少 {RSA_MIN_BITS} 位的 RSA 公钥。")
    return key
