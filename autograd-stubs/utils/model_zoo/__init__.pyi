"""``torch.utils.model_zoo``: the older name of functions of ``torch.hub``."""
from typing import Any as _Any
def load_url(url: str, model_dir: str | None = None, map_location: _Any = None, progress: bool = True, check_hash: bool = False, file_name: str | None = None, weights_only: bool = False) -> _Any: """What `load` reads from a file of the internet, which is fetched into ``model_dir`` unless it is there. No code of the file is run."""
