"""The explorer: the model itself, alive in one HTML file that needs nothing but a browser.

The page runs the module that batches run; its JavaScript moves bytes, draws and listens.
"""

from ccu_sim.explorer.content import first_other_way
from ccu_sim.explorer.page import MOST_BYTES, Page, Still, page_of, require_folder

__all__ = ["MOST_BYTES", "Page", "Still", "first_other_way", "page_of", "require_folder"]
