"""The first page: what to do first, next and not, for a plan and for a comparison alike."""
