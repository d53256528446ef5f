import gc

import pytest

from qualcoder_sts.foundation.bulk_work import garbage_left_alone


def test_garbage_is_looked_for_again_afterwards_whatever_happens():
    assert gc.isenabled()
    with garbage_left_alone():
        assert not gc.isenabled()
        with garbage_left_alone():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="no"), garbage_left_alone():
        raise ValueError("no")
    assert gc.isenabled()
