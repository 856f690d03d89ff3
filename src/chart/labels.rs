//! The labels of the chart's objects.

/// Labels in their order.
pub(crate) type Labels = indexmap::IndexMap<&'static str, String>;

/// What labels are made of.
pub(super) struct Names<'a> {
    pub(super) name: &'a str,
    pub(super) release: &'a str,
    /// `helm.sh/chart`.
    pub(super) chart: &'a str,
}

impl Names<'_> {
    pub(super) fn pair(&self, name: &str) -> Labels {
        Labels::from([
            ("app.kubernetes.io/name", name.to_owned()),
            ("app.kubernetes.io/instance", self.release.to_owned()),
        ])
    }

    pub(super) fn managed(&self, name: &str) -> Labels {
        let mut labels = self.pair(name);
        labels.insert("app.kubernetes.io/managed-by", "Helm".to_owned());
        labels
    }

    pub(super) fn with_chart(&self, name: &str) -> Labels {
        let mut labels = Labels::from([("helm.sh/chart", self.chart.to_owned())]);
        labels.extend(self.managed(name));
        labels
    }

    pub(super) fn component(&self, name: &str, component: &str) -> Labels {
        let mut labels = self.pair(name);
        labels.insert("component", component.to_owned());
        labels
    }
}
