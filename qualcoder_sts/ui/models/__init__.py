"""Item models over frozen rows, for trees and lists."""
