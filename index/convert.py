"""Turn a weights file, once, into folders that ONNX Runtime and sentence-transformers can load."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.builtin import Builtin
from index.e5file import E5File, read_e5
from index.notices import NOTICES
from index.problems import IndexReadOnly
from index.tokens import make_tokenizer

FORMAT = 1  # raise when what is written below changes
PREFIXES = {"query": "query: ", "passage": "passage: "}
GRAPH_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
MAX_TOKENS = 512

Say = Callable[[str], None]


def converted_name(model: Builtin) -> str:
    """Name of the converted model; other weights or another conversion bear another name."""
    return f"{model.name}-v{FORMAT}"


def onnx_folder(model: Builtin, cache: Path, say: Say) -> Path:
    """The folder with graph and tokenizer, converted on first use."""
    return _once(model, cache / f"{converted_name(model)}-onnx", _write_onnx, say)


def torch_folder(model: Builtin, cache: Path, say: Say) -> Path:
    """The folder for `SentenceTransformer(...)`, converted on first use (150 MB, untuned 470 MB)."""
    return _once(model, cache / f"{converted_name(model)}-torch", _write_torch, say)


def _once(model: Builtin, target: Path, write: Callable[[E5File, Path], None], say: Say) -> Path:
    """`target`, written under another name and renamed, so that a killed conversion leaves nothing behind."""
    if target.is_dir():
        return target
    say("正在转换向量模型（只在首次使用时进行）……")
    source = read_e5(model.path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise IndexReadOnly(
            f"无法写入模型缓存文件夹（{error.strerror}）。请检查权限与磁盘空间，"
            "或用设置 index.model_dir 另指一处。"
        ) from error
    try:
        write(source, work)
        for name, text in NOTICES.items():
            (work / name).write_text(text, encoding="utf-8")
        os.rename(work, target)
    except OSError as error:
        # another process may have finished the same conversion first
        if not target.is_dir():
            raise IndexReadOnly(f"转换模型时写入失败（{error.strerror}）。请检查磁盘空间后重试。") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say("向量模型已就绪。")
    return target


def _write_onnx(source: E5File, folder: Path) -> None:
    from index.graph import write_graph

    write_graph(source, folder / GRAPH_FILE)
    make_tokenizer(source.vocabulary).save(str(folder / TOKENIZER_FILE), pretty=False)


def _write_torch(source: E5File, folder: Path) -> None:
    from safetensors.numpy import save_file

    save_file(bert_tensors(source), folder / "model.safetensors", metadata={"format": "pt"})
    make_tokenizer(source.vocabulary).save(str(folder / TOKENIZER_FILE), pretty=False)
    for name, content in torch_config(source).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def bert_name(name: str) -> str:
    """The BertModel parameter that a tensor of the file is.

    >>> bert_name("l3.fi.w")
    'encoder.layer.3.intermediate.dense.weight'
    """
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def bert_tensors(source: E5File) -> dict[str, NDArray[np.float32]]:
    """All weights by BertModel parameter name, matrices as (out, in)."""
    s = source.shape
    rows = {"emb.word": s.vocab, "emb.pos": s.positions, "emb.type": s.types}
    result: dict[str, NDArray[np.float32]] = {}
    for name in source.tensors:
        values = source.decode(name)
        columns = s.ffn if name.endswith(".fo.w") else s.hidden
        is_matrix = name in rows or (name.endswith(".w") and not name.endswith("ln.w"))
        result[bert_name(name)] = values.reshape(-1, columns) if is_matrix else values
    return result


def torch_config(source: E5File) -> dict[str, object]:
    """The JSON files of a sentence-transformers folder."""
    s, v = source.shape, source.vocabulary
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": s.hidden,
            "num_hidden_layers": s.layers,
            "num_attention_heads": s.heads,
            "intermediate_size": s.ffn,
            "hidden_act": "gelu",
            "vocab_size": s.vocab,
            "max_position_embeddings": s.positions,
            "type_vocab_size": s.types,
            "layer_norm_eps": s.norm_eps,
            "pad_token_id": v.pad,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "bos_token": v.pieces[v.bos][0],
            "eos_token": v.pieces[v.eos][0],
            "cls_token": v.pieces[v.bos][0],
            "sep_token": v.pieces[v.eos][0],
            "pad_token": v.pieces[v.pad][0],
            "unk_token": v.pieces[v.unk][0],
            "mask_token": v.pieces[-1][0],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PREFIXES, "similarity_fn_name": "cosine"},
        "1_Pooling/config.json": {"word_embedding_dimension": s.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
    }
