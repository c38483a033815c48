"""Times a step of Qwen3-TTS in plain PyTorch, with the TorchScript files of the product.

    python synth/src/test/bench/time_step.py MODEL_FOLDER [cpu|cuda]
"""
import io, json, pathlib, re, struct, sys, time, zipfile
import torch

RESOURCES = pathlib.Path(__file__).resolve().parents[2] / "main" / "resources"
TYPES = {"torch.int64": "4", "torch.float32": "6", "torch.float64": "7", "torch.qint8": "12", "torch.bfloat16": "15"}


def spelled_out(module, files):
    """As TorchSource: full names in place of imports, numbers in place of types."""
    text = STEP if module == "bench" else (RESOURCES / (module.replace(".", "/") + ".py")).read_text()
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


STEP = """
from io.rhapsode.synth.family.qwen.sampling import Sampling
from io.rhapsode.synth.family.qwen.talker import Talker
class Step(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def run(
      self, weights: Dict[str, Tensor], features: List[int], epsilon: List[float], period: List[float], end: int, pad: int,
      codes: Tensor, frames: int, precision: str) -> Tensor:
    greedy = Sampling(False, 0.9, 50, 1.)
    talker = Talker(
        weights, features[0], epsilon[0], period[0], 1024, end, 2, pad, 1.05, greedy, features[1], epsilon[1], period[1],
        greedy, precision)
    ids = torch.arange(codes.size(0), device=codes.device)
    speech = talker.start(talker.prompt_rows(ids, codes, talker.pad.narrow(0, 0, 0), -1), ids, frames)
    noise = torch.zeros([1, codes.size(1)], dtype=torch.float32, device=codes.device)
    made = talker.step([speech], noise)
    for i in range(frames - 1):
      made = talker.step([speech], noise)
    return made
"""

folder, device = pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "cpu"
config = json.loads((folder / "config.json").read_text())
talker = config["talker_config"]
parts = (talker, talker["code_predictor_config"])
sizes = [[kind(part[key]) for part in parts] for key, kind in (("head_dim", int), ("rms_norm_eps", float), ("rope_theta", float))]
step, weights = program("bench", "Step"), tensors(folder / "model.safetensors", device)
prompt = torch.full([20, talker["num_code_groups"]], -1, device=device)
seconds = {}
for frames in (2, 10, 60):
    began = time.perf_counter()
    with torch.inference_mode():
        step.run(weights, *sizes, talker["codec_eos_token_id"], config["tts_pad_token_id"], prompt, frames, "bfloat16" if device == "cuda" else "float32").tolist()
    seconds[frames] = time.perf_counter() - began
print(f"{(seconds[60] - seconds[10]) / 50 * 1e3:.2f} ms a frame")
