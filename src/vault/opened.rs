//! Keeps the staff of each school as this key has opened them last, so that not every event opens every name.

use crate::domain::id::SchoolId;
use crate::domain::school::Staff;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The edition of a school's staff, and the staff as they were then.
type Edition = (String, Arc<Staff>);

/// By school: one edition each. An edition names one state of the staff and no other, so nothing here grows stale;
/// it is only not asked for any more.
#[derive(Debug, Clone, Default)]
pub(super) struct Opened(Arc<Mutex<BTreeMap<SchoolId, Edition>>>);

impl Opened {
    pub fn get(&self, school: &SchoolId, edition: &str) -> Option<Arc<Staff>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(school).filter(|(of, _)| of == edition).map(|(_, staff)| staff.clone())
    }

    pub fn put(&self, edition: String, staff: Arc<Staff>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(staff.school.clone(), (edition, staff));
    }
}
