"""Times a frame of Qwen3-TTS or Voxtral TTS in plain PyTorch, with the TorchScript files of the product.

    python synth/src/test/bench/time_step.py MODEL_FOLDER [cpu|cuda]

The head that makes the codes of a frame (the code predictor, the flow head) is timed by itself as
well, on a card also captured into a graph; a whole step makes its positions on the host, which a
capture refuses.
"""
import io, json, pathlib, re, struct, sys, time, zipfile
import torch

RESOURCES = pathlib.Path(__file__).resolve().parents[2] / "main" / "resources"
TYPES = {"torch.int64": "4", "torch.float32": "6", "torch.float64": "7", "torch.qint8": "12", "torch.bfloat16": "15"}


def spelled_out(module, files):
    """As TorchSource: full names in place of imports, numbers in place of types."""
    text = STEPS[family] if module == "bench" else (RESOURCES / (module.replace(".", "/") + ".py")).read_text()
    imports = re.findall(r"^from ([\w.]+) import (.+)$", text, re.M)
    names = {n.strip(): m for m, all_names in imports for n in all_names.split(",")}
    names.update({n: module for n in re.findall(r"^(?:class|def) (\w+)", text, re.M)})
    token = r'"[^"]*"|#.*|\b(?:class|def)\s+\w+|(?<![\w.])(torch\.\w+\b(?!\.)|[A-Za-z_]\w*)'
    full = lambda n: TYPES.get(n, f"__torch__.{names[n]}.{n}" if n in names else n)
    text = re.sub(r"^from .*$", "", text, flags=re.M)
    files[module] = re.sub(token, lambda m: full(m.group(1)) if m.group(1) else m.group(), text)
    for other in {m for m, _ in imports} - set(files):
        spelled_out(other, files)
    return files


def program(module, name):
    """As TorchArchive: a module without state."""
    pickle = f"c__torch__.{module}\n{name}\n)\x81}}X\x08\0\0\0training\x89sb.".encode("latin1")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        for entry, content in {"data.pkl": b"\x80\x02" + pickle, "constants.pkl": b"\x80\x02).", "version": b"10\n"}.items():
            out.writestr("program/" + entry, content)
        for path, text in spelled_out(module, {}).items():
            out.writestr("program/code/__torch__/" + path.replace(".", "/") + ".py", text)
    archive.seek(0)
    return torch.jit.load(archive)


def tensors(file, device):
    data = bytearray(file.read_bytes())
    size = struct.unpack("<Q", data[:8])[0]
    types = {"F32": torch.float32, "BF16": torch.bfloat16}
    return {
        name: torch.frombuffer(data, dtype=types[t["dtype"]], offset=8 + size + t["data_offsets"][0], count=max(1, (t["data_offsets"][1] - t["data_offsets"][0]) // types[t["dtype"]].itemsize)).reshape(t["shape"]).to(device)
        for name, t in json.loads(data[8 : 8 + size]).items() if name != "__metadata__"
    }


STEPS = {
    "qwen": """
from io.rhapsode.synth.family.qwen.predictor import Predictor
from io.rhapsode.synth.family.qwen.sampling import Sampling
from io.rhapsode.synth.family.qwen.talker import Talker
class Step(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def step(self, weights: Dict[str, Tensor], whole: List[int], real: List[float], codes: Tensor, frames: int, precision: str) -> Tensor:
    greedy = Sampling(False, 0.9, 50, 1.)
    talker = Talker(
        weights, whole[0], real[0], real[2], 1024, whole[2], 2, whole[3], 1.05, greedy, whole[1], real[1], real[3],
        greedy, precision)
    ids = torch.arange(codes.size(0), device=codes.device)
    speech = talker.start(talker.prompt_rows(ids, codes, talker.pad.narrow(0, 0, 0), -1), ids, frames)
    noise = torch.zeros([1, codes.size(1)], dtype=torch.float32, device=codes.device)
    made = noise
    for i in range(frames):
      made = talker.step([speech], noise)
    return made
  def head(self, weights: Dict[str, Tensor], whole: List[int], real: List[float], codes: Tensor, frames: int, precision: str) -> Tensor:
    tables = annotate(List[Tensor], [weights["talker.model.codec_embedding.weight"]])
    for i in range(codes.size(1) - 1):
      tables.append(weights["talker.code_predictor.model.codec_embedding." + str(i) + ".weight"])
    table = torch.cat(tables).to(torch.bfloat16 if precision == "bfloat16" else torch.float32)
    predictor = Predictor(weights, table, whole[1], real[1], real[3], Sampling(False, 0.9, 50, 1.), precision)
    hidden = torch.zeros([1, table.size(1)], dtype=torch.float32, device=codes.device)
    first = torch.zeros([1], dtype=torch.int64, device=codes.device)
    offsets = torch.zeros([codes.size(1)], dtype=torch.int64, device=codes.device)
    made = first.unsqueeze(0)
    for i in range(frames):
      made = predictor(hidden, first, offsets, torch.zeros([1, codes.size(1)], device=codes.device))
    return made
""",
    "voxtral": """
from io.rhapsode.synth.family.voxtral.acoustic import Acoustic
from io.rhapsode.synth.family.voxtral.backbone import Backbone
class Step(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def step(self, weights: Dict[str, Tensor], whole: List[int], real: List[float], codes: Tensor, frames: int, precision: str) -> Tensor:
    acoustic = Acoustic(weights, whole[1], real[1], whole[2], whole[4], 1.2, precision)
    sizes = [whole[3]]
    for i in range(codes.size(1)):
      sizes.append(whole[4])
    backbone = Backbone(weights, acoustic, whole[0], real[2], real[0], sizes, precision)
    speech = backbone.start(backbone.token_rows(torch.arange(codes.size(0), device=codes.device)), frames)
    noise = torch.zeros([1, codes.size(1)], dtype=torch.float32, device=codes.device)
    made = noise
    for i in range(frames):
      made = backbone.step([speech], noise)
    return made
  def head(self, weights: Dict[str, Tensor], whole: List[int], real: List[float], codes: Tensor, frames: int, precision: str) -> Tensor:
    acoustic = Acoustic(weights, whole[1], real[1], whole[2], whole[4], 1.2, precision)
    hidden = torch.zeros([1, weights["norm.weight"].size(0)], dtype=torch.float32, device=codes.device)
    noise = torch.zeros([1, codes.size(1)], dtype=torch.float32, device=codes.device)
    made = codes
    for i in range(frames):
      made = acoustic(hidden, noise)
    return made
""",
}

folder, device = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "cpu"
family = "voxtral" if (folder / "params.json").exists() else "qwen"
if family == "voxtral":
    config = json.loads((folder / "params.json").read_text())
    audio = config["multimodal"]["audio_model_args"]
    flow = audio["acoustic_transformer_args"]
    whole = [config["head_dim"], flow["head_dim"], flow.get("n_decoding_steps", 7), audio["semantic_codebook_size"], audio["acoustic_codebook_size"]]
    real = [float(config["norm_eps"]), float(flow.get("norm_eps", 1e-5)), float(config["rope_theta"])]
    file, width = "consolidated.safetensors", audio["n_acoustic_codebook"]
else:
    config = json.loads((folder / "config.json").read_text())
    parts = (config["talker_config"], config["talker_config"]["code_predictor_config"])
    whole = [part["head_dim"] for part in parts] + [parts[0]["codec_eos_token_id"], config["tts_pad_token_id"]]
    real = [float(part[key]) for key in ("rms_norm_eps", "rope_theta") for part in parts]
    file, width = "model.safetensors", parts[0]["num_code_groups"]
program, weights = program("bench", "Step"), tensors(folder / file, device)
codes = torch.full([20, width], -1, device=device)
precision = "bfloat16" if device == "cuda" else "float32"


def made(method, frames):
    return getattr(program, method)(weights, whole, real, codes, frames, precision)


def captured(frames):
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        made("head", frames)
    return graph.replay


def seconds(work):
    """The best of three times of {60 frames} less {10 frames}: loading is in both."""
    best = {}
    for frames, run in [(n, work(n)) for n in (10, 60)] * 3:
        began = time.perf_counter()
        run()
        if device == "cuda":
            torch.cuda.synchronize()
        best[frames] = min(best.get(frames, 1e9), time.perf_counter() - began)
    return (best[60] - best[10]) / 50


with torch.inference_mode():
    for method in ("step", "head"):
        made(method, 2)
        print(f"{family}, {method}: {seconds(lambda n: lambda: made(method, n)) * 1e3:.2f} ms a frame")
    if device == "cuda":
        print(f"{family}, head, captured: {seconds(captured) * 1e3:.2f} ms a frame")
